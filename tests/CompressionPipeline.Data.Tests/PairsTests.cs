using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.Data.Tests;

public sealed class PairsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_Keep_The_Lines_Of_A_Summary_And_Its_Split_And_Id()
    {
        // Given
        PairRecord[] records =
        [
            new(null, "a\nlong  text", " First  line .\r\n\n Second\tline . ", "a", 1),
            new(null, "a long text", "First line . Second line .", "a", 2),
        ];

        // When
        var lines = Pairs.Of(records[..1], new()).Single();
        var line = Pairs.Of(records[1..], new()).Single();

        // Then
        Assert.Equal(("a long text", "First line .\nSecond line ."), (lines.Document, lines.Target));
        Assert.Equal(line.Target, lines.TargetOnOneLine());
        Assert.Equal(line.Id, lines.Id);
        Assert.Equal(Splits.Key(line.Target), Splits.Key(lines.Target));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData("\u200B\uFEFF\u200D")]
    [InlineData("\u3164\u2800\u00A0")]
    [InlineData("\u0000\u0007")]
    [InlineData(null)]
    public void Should_Count_Texts_Of_Which_Nothing_Is_Seen(string? text)
    {
        // Given
        var skipped = 0;
        PairRecord[] records = [new("1", "a", text, "a.csv", 2), new("2", text, "b", "a.csv", 3), new("3", "c", "d", "a.csv", 4)];

        // When
        var error = Assert.Throws<PipelineException>(() => Pairs.Of(records, new()).ToList());
        var kept = Pairs.Of(records, new(), EmptyTexts.Skip, count => skipped = count).ToList();

        // Then
        Assert.StartsWith("a.csv(2,1)", error.Message, StringComparison.Ordinal);
        Assert.Contains("a.csv(3,1)", error.Message, StringComparison.Ordinal);
        Assert.Equal(("3", 2), (Assert.Single(kept).Id, skipped));
    }

    [Theory]
    [InlineData("…")]
    [InlineData("。")]
    [InlineData("👍")]
    public void Should_Take_What_Is_Seen_For_A_Text(string text) =>
        Assert.Equal(text, Assert.Single(Pairs.Of([new("1", "a", text, "a", 1)], new())).Target);

    [Fact]
    public void Should_Refuse_One_Id_Of_Two_Pairs_And_Name_Both_Places()
    {
        // Given
        var path = folder.Write("a.jsonl", """
            {"id": "7", "document": "A", "summary": "a"}
            {"id": 8, "document": "A", "summary": "a"}
            {"id": 7, "document": "B", "summary": "b"}
            """);

        // When
        var error = Assert.Throws<PipelineException>(() => Pairs.Of(JsonlSource.Read(path, new()), new()).ToList());

        // Then
        Assert.StartsWith($"{path}(3,1)", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{path}(1,1)", error.Message, StringComparison.Ordinal);
        Assert.Contains("'7'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_The_Id_That_Was_First_Of_Several_That_Stand_Twice()
    {
        // Given
        PairRecord[] records =
        [
            new("1", "a", "a", "a.csv", 2), new("2", "b", "b", "a.csv", 3), new("2", "c", "c", "a.csv", 4),
            new("1", "d", "d", "a.csv", 5), new("1", "e", "e", "a.csv", 6), new("1", "a", "a", "a.csv", 7),
        ];

        // When
        var error = Assert.Throws<PipelineException>(() => Pairs.Of(records, new()).ToList());

        // Then
        Assert.StartsWith("a.csv(5,1): the id '1' stands here and in a.csv(2,1)", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 other ids", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Give_One_Pair_While_The_Next_Is_Unread()
    {
        var read = 0;
        var records = Enumerable.Range(0, 10).Select(i => new PairRecord($"{read = i}", $"a{i}", "b", "a.csv", i + 2));

        Assert.Equal(["0", "1"], Pairs.Of(records, new()).Take(2).Select(example => example.Id));
        Assert.Equal(1, read);
    }

    [InputCaseFact]
    public void Should_Refuse_The_Case_Of_An_Id_That_Stands_Twice()
    {
        // Given
        var path = InputCase.Path("duplicate-ids", "dup-ids2.jsonl");

        // When
        var error = Assert.Throws<PipelineException>(() => Pairs.Of(JsonlSource.Read(path, new()), new()).ToList());

        // Then
        Assert.StartsWith($"{path}(21,1)", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{path}(1,1)", error.Message, StringComparison.Ordinal);
    }

    [InputCaseFact]
    public void Should_Read_The_Case_Of_Summaries_With_Lines()
    {
        // When
        var records = JsonlSource.Read(InputCase.Path("lsum-lines-lost", "multi-line-highlights.jsonl"), new());
        var examples = Pairs.Of(records, new()).ToList();

        // Then
        Assert.All(examples, example => Assert.Equal(2, example.Target.Split('\n').Length));
    }

    [InputCaseFact]
    public void Should_Read_The_Case_Of_Ids_That_Are_Numbers()
    {
        // When
        var examples = Pairs.Of(JsonlSource.Read(InputCase.Path("number-ids", "pairs.jsonl"), new()), new()).ToList();

        // Then
        Assert.Equal(Enumerable.Range(0, examples.Count).Select(id => $"{id}"), examples.Select(example => example.Id));
    }

    [InputCaseFact]
    public void Should_Read_The_Case_Of_Escaped_Quotes_By_Its_Dialect_Alone()
    {
        // Given
        var path = InputCase.Path("csv-backslash-quotes", "pairs.csv");

        // When
        var error = Assert.Throws<PipelineException>(() => CsvSource.Read(path, new()).ToList());
        var records = CsvSource.Read(path, new(), CsvDialect.Backslash);

        // Then
        Assert.StartsWith($"{path}(2,28)", error.Message, StringComparison.Ordinal);
        Assert.All(records, record => Assert.StartsWith("the 2\" pipe property", record.Document, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();
}
