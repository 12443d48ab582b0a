namespace CompressionPipeline.Pipeline.Tests.Manifest;

/// <summary>Options that name files do so from the manifest's folder.</summary>
public sealed class PathTests : ManifestFixture
{
    [Theory]
    [InlineData("", "    data: { source: jsonl, paths: [pairs/a.jsonl, pairs/b.jsonl] }")]
    [InlineData("data: { paths: [pairs/a.jsonl, pairs/b.jsonl] }\n", "")]
    public void Should_Be_Absolute_Wherever_They_Are_Written(string recipe, string more)
    {
        // Given
        Write("pairs/a.jsonl", "");
        Write("pairs/b.jsonl", "");
        Write("recipe.yaml", Recipe + recipe);

        // When
        var entry = more.Length == 0 ? Entry : Entry.Replace("    data: { source: dotnet-docs }", more, StringComparison.Ordinal);
        var paths = ReadEntry(entry).Models.Single().StageOptions["data"]["paths"]!.AsArray().Select(
            path => path!.GetValue<string>());

        // Then
        Assert.Equal([Folder.File("pairs", "a.jsonl"), Folder.File("pairs", "b.jsonl")], paths);
    }

    [Fact]
    public void Should_Stay_A_Pattern_Where_It_Finds_A_File()
    {
        // Given
        Write("pairs/a.jsonl", "");

        // When
        var entry = Entry.Replace(
            "data: { source: dotnet-docs }", "data: { source: jsonl, paths: [pairs/*.jsonl] }", StringComparison.Ordinal);
        var found = ReadEntry(entry).Models.Single().StageOptions["data"]["paths"]!.AsArray().Single()!.GetValue<string>();
        var missing = ErrorsOf("", new Dictionary<string, string> { ["data.paths"] = "[pairs/*.csv]" });

        // Then
        Assert.Equal(Folder.File("pairs", "*.jsonl"), found);
        Assert.StartsWith("command line: data.paths[0]: there is no file at pairs/*.csv", missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Be_There()
    {
        // Given
        Write("pairs/a.jsonl", "");

        // When
        var errors = ErrorsOf("", new Dictionary<string, string> { ["data.paths"] = "[pairs/a.jsonl, pairs/aa.jsonl]" });

        // Then
        Assert.Equal("command line: data.paths[1]: there is no file at pairs/aa.jsonl; did you mean 'a.jsonl'?", errors);
    }
}
