namespace Conventions.Tests;

/// <summary>Files of one screen: median at most 60 lines, a reason at 300.</summary>
public static class FileSizeTests
{
    private const int NeedsAReason = 300;
    private const int Screen = 60;

    /// <summary>Path and reason.</summary>
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["src/CompressionPipeline.Models/T5/T5Model.cs"] = "The model is read from top to bottom, as nanoGPT's is.",
        ["src/CompressionPipeline.Models/Bert/BertModel.cs"] = "The model is read from top to bottom, as nanoGPT's is.",
        ["tests/CompressionPipeline.Pipeline.Tests/Manifest/ManifestErrorTests.cs"] = "A table: each mistake and what is said.",
    };

    private static readonly string[] Sources = [.. Repository.Files(@"\.(cs|sh|ps1)$")];

    [Fact]
    public static void Should_Stay_Below_300_Lines_Or_Have_A_Reason() => Convention.Holds(
        $"A file of more than {NeedsAReason} lines holds more than one concept: split it, or give its reason in "
            + $"{nameof(FileSizeTests)}.",
        from path in Sources
        where !Reasons.ContainsKey(path)
        let lines = Repository.Lines(path).Length
        where lines > NeedsAReason
        select $"{path}: {lines} lines");

    [Fact]
    public static void Should_Have_A_Reason_Only_Where_One_Is_Needed() => Convention.Holds(
        "A reason for a file that became short is no longer needed.",
        Reasons.Keys.Where(path => Repository.Has(path) && Repository.Lines(path).Length <= NeedsAReason));

    [Fact]
    public static void Should_Have_A_Median_Of_One_Screen()
    {
        var lengths = Sources.Where(path => path.StartsWith("src/", StringComparison.Ordinal))
            .Select(path => Repository.Lines(path).Length).Order().ToList();
        Assert.InRange(lengths[lengths.Count / 2], 1, Screen);
    }
}
