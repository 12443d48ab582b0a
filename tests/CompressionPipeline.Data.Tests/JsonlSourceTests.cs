using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.Data.Tests;

public sealed class JsonlSourceTests
{
    [Fact]
    public void Should_Read_The_Named_Keys()
    {
        // Given
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.jsonl", """
            {"article": "A long\n text.", "highlights": "Short.", "other": [1]}

            {"id": "x", "article": "B", "highlights": "b"}
            """);

        // When
        var examples = JsonlSource.Read(path, new("article", "highlights"));

        // Then
        Assert.Equal(["A long text.", "B"], examples.Select(example => example.Document));
        Assert.Equal(["Short.", "b"], examples.Select(example => example.Summary));
        Assert.Equal("x", examples[1].Id);
        Assert.Equal(16, examples[0].Id.Length);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("""{"document": "A"}""")]
    [InlineData("""{"document": "A", "summary": " "}""")]
    [InlineData("""{"document": "A", "summary": 3}""")]
    [InlineData("""{"document": "A", "summary": "b" """)]
    public void Should_Name_File_And_Line_Of_What_Is_No_Pair(string line)
    {
        // Given
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.jsonl", $$"""{"document": "A", "summary": "b"}{{"\n"}}{{line}}{{"\n"}}""");

        // When
        var error = Assert.Throws<PipelineException>(() => JsonlSource.Read(path, new()));

        // Then
        Assert.StartsWith($"{path}(2,1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_A_File_That_Is_Not_There()
    {
        Assert.Contains("nowhere.jsonl", Assert.Throws<PipelineException>(() => JsonlSource.Read("nowhere.jsonl", new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_A_File_That_Is_Not_Utf8()
    {
        // Given
        using var folder = new TemporaryFolder();
        var path = folder.File("latin1.jsonl");
        File.WriteAllBytes(path, [.. """{"document": "caf"""u8, 0xE9, .. "\"}"u8]);

        // When, Then
        Assert.Contains("not UTF-8", Assert.Throws<PipelineException>(() => JsonlSource.Read(path, new())).Message, StringComparison.Ordinal);
    }
}
