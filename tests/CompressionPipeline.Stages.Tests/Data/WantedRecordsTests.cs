using CompressionPipeline.Core;
using CompressionPipeline.Stages.Data;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Data;

/// <summary>The option <c>where</c>, over files of texts.</summary>
public sealed class WantedRecordsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RecordingProgress progress = new();

    public static TheoryData<string, string> Languages => new()
    {
        { "jsonl", """
            {"document": "One.", "summary": "1", "language": "en", "stars": 5, "checked": true}
            {"document": "Deux.", "summary": "2", "language": "fr", "stars": 5, "checked": true}
            {"document": "Drei.", "summary": "3", "language": "de", "stars": 5, "checked": true}
            {"document": "Vier.", "summary": "4", "language": "de", "stars": 4, "checked": true}
            {"document": "Fünf.", "summary": "5", "language": "de", "stars": 5, "checked": false}
            {"document": "Six.", "summary": "6", "language": null, "stars": 5, "checked": true}
            {"document": 7, "summary": [], "stars": 5, "checked": true}
            """ },
        { "csv", """
            checked,stars,language,summary,document
            true,5,en,1,One.
            true,5,fr,2,Deux.
            true,5,de,3,Drei.
            true,4,de,4,Vier.
            false,5,de,5,Fünf.
            true,5,,6,Six.
            true,5,,7,
            """ },
    };

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Languages))]
    public void Should_Use_The_Records_That_Are_Wanted_And_Count_The_Others(string source, string text)
    {
        // When
        var documents = Read(source, text, new Dictionary<string, IReadOnlyList<string>>
        {
            ["language"] = ["en", "de"], ["stars"] = ["5"], ["checked"] = ["true"],
        });

        // Then
        Assert.Equal(["Drei.", "One."], documents.Order());
        Assert.Contains(progress.Infos, info => info.StartsWith("5 of 7 records", StringComparison.Ordinal));
    }

    [Theory, InlineData("langauge", "en"), InlineData("language", "EN")]
    public void Should_Say_What_No_Record_Has(string column, string value)
    {
        // When
        var error = Assert.Throws<PipelineException>(() => Read(
            "jsonl", """{"document": "One.", "summary": "1", "language": "en"}""",
            new Dictionary<string, IReadOnlyList<string>> { [column] = [value] }));

        // Then
        Assert.Contains($"{column}: {value}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_A_Column_That_A_Table_Lacks()
    {
        // When
        var error = Assert.Throws<PipelineException>(() => Read(
            "csv", "document,summary,language\nOne.,1,en\n",
            new Dictionary<string, IReadOnlyList<string>> { ["langauge"] = ["en"] }));

        // Then
        Assert.Contains("the nearest is 'language'", error.Message, StringComparison.Ordinal);
    }

    private List<string> Read(string source, string text, IReadOnlyDictionary<string, IReadOnlyList<string>> where)
    {
        var options = new DataOptions { Source = source, Paths = [folder.Write($"pairs.{source}", text)], Where = where };
        return [.. DataSources.Read(options, progress, default).Select(example => example.Document)];
    }
}
