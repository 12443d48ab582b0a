using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.Data.Tests;

public sealed class DataSetFolderTests
{
    private static readonly Example[] Examples =
        [.. Enumerable.Range(0, 200).Select(i => new Example($"{i:x16}", $"Document <{i}> \"é\" 😀", $"Summary number {i}."))];

    [Fact]
    public void Should_Read_What_Was_Written()
    {
        // Given
        using var folder = new TemporaryFolder();
        var written = DataSetWriter.Write(folder.Path, Examples,
            new() { Name = "jsonl", Prefix = "summarize: ", MaxSourceLength = 64, MaxTargetLength = 32 });

        // When
        var data = DataSetFolder.Open(folder.Path);

        // Then
        Assert.Equivalent(written, data.Info, strict: true);
        Assert.Equal(Examples, data.Train().Concat(data.Validation()).Concat(data.Test()).OrderBy(
            example => example.Id, StringComparer.Ordinal));
        Assert.Equal((data.Train().Count(), data.Validation().Count(), data.Test().Count()),
            (written.Train, written.Validation, written.Test));
    }

    [Fact]
    public void Should_Describe_Itself_In_Kebab_Case()
    {
        // Given
        using var folder = new TemporaryFolder();
        DataSetWriter.Write(folder.Path, Examples, new());

        // When
        var json = JsonNode.Parse(File.ReadAllText(folder.File("dataset.json")))!.AsObject();

        // Then
        Assert.Equal(
            ["name", "digest", "source-digest", "task", "labels", "has-pairs", "train", "validation", "test", "prefix",
                "max-source-length", "max-target-length"],
            json.Select(member => member.Key));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(1000)]
    public void Should_Give_The_First_Examples_By_Id(int count)
    {
        // Given
        var shuffled = (Example[])Examples.Clone();
        new Random(1).Shuffle(shuffled);

        // When, Then
        Assert.Equal(Examples.Take(count == 0 ? Examples.Length : count), shuffled.FirstById(count));
    }

    [Fact]
    public void Should_Change_Its_Digest_With_A_Single_Letter()
    {
        // Given
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();

        // When
        var first = DataSetWriter.Write(one.Path, Examples, new());
        var second = DataSetWriter.Write(two.Path, [Examples[0] with { Document = "Document <O>" }, .. Examples[1..]], new());

        // Then
        Assert.NotEqual(first.Digest, second.Digest);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"nam\": 1}")]
    [InlineData("{")]
    public void Should_Refuse_A_Description_That_Is_None(string text)
    {
        // Given
        using var folder = new TemporaryFolder();
        folder.Write("dataset.json", text);

        // When, Then
        Assert.Contains(folder.File("dataset.json"), Assert.ThrowsAny<PipelineException>(
            () => DataSetFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Refuse_A_Folder_Without_A_Description()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("stage 'data'", Assert.ThrowsAny<PipelineException>(() => DataSetFolder.Open(folder.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Read_Labels_And_Second_Texts_As_They_Were_Written()
    {
        // Given: texts that stand in two splits would be known before they are asked for, labels may
        Example[] pairs = [.. Enumerable.Range(0, 60).Select(i => new Example($"{i:00}", $"first {i}", $"{i % 2}")
        {
            Second = $"second {i % 3}",
        })];
        using var folder = new TemporaryFolder();
        var info = new DataSetInfo { Name = "jsonl", Task = ModelTask.Classification, Labels = ["0", "1"], HasPairs = true };

        // When
        DataSetWriter.Write(folder.Path, pairs, info);

        // Then
        var data = DataSetFolder.Open(folder.Path);
        Assert.Equal(["0", "1"], data.Info.Labels);
        Assert.Equal(pairs, data.Train().Concat(data.Validation()).Concat(data.Test()).OrderBy(
            example => example.Id, StringComparer.Ordinal));
        Assert.True(data.Train().Select(example => example.Target).Distinct().Count() == 2 && data.Train().Count() > 40);
    }
}
