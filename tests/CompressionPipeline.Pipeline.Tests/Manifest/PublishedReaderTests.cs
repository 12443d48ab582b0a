using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Manifest.Reading;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

public sealed class PublishedReaderTests : ManifestFixture
{
    [Fact]
    public void Should_Read_Scores_Speedups_And_Notes_Of_Each_Row()
    {
        // When
        var published = ReadPublished("""
            source: a paper
            split: validation
            published:
              m:
                baseline: { rouge2: 17.55 }
                shallow: { rouge2: 17, rougeL: 30.5, speedup: { batch-1: 1.04, batch-16: 2 }, note: trained twice }
            """);

        // Then
        Assert.Equal(("a paper", "validation"), (published.Source, published.Split));
        Assert.Equal(["m/baseline", "m/shallow"], published.Rows.Select(row => $"{row.Model}/{row.Variant}"));
        Assert.Equal(new Dictionary<string, double> { ["rouge2"] = 17, ["rougeL"] = 30.5 }, published.Rows[1].Scores);
        Assert.Equal(new Dictionary<int, double> { [1] = 1.04, [16] = 2 }, published.Rows[1].Speedups);
        Assert.Equal((null, "trained twice"), (published.Rows[0].Note, published.Rows[1].Note));
    }

    [Theory]
    [InlineData("published: { n: { shallow: { rouge2: 17 } } }", "p.yaml(3,14): published.n: unknown key; did you mean 'm'?")]
    [InlineData(
        "published: { m: { shalow: { rouge2: 17 } } }",
        "p.yaml(3,19): published.m.shalow: unknown key; did you mean 'shallow'?")]
    [InlineData(
        "published: { m: { shallow: { rogue2: 17 } } }",
        "p.yaml(3,30): published.m.shallow.rogue2: unknown key; did you mean 'rouge2'?")]
    [InlineData(
        "published: { m: { shallow: { rouge2: 1755 } } }",
        "p.yaml(3,38): published.m.shallow.rouge2: must be -100 to 100, not 1755")]
    [InlineData(
        "published: { m: { shallow: { speedup: { 1: 2 } } } }",
        "p.yaml(3,41): published.m.shallow.speedup.1: many YAML readers take the key 1 for a number; write \"1\"")]
    [InlineData(
        "published: { m: { shallow: { speedup: { b1: 2 } } } }",
        "p.yaml(3,41): published.m.shallow.speedup.b1: this name must be batch-1, batch-8 and so on")]
    [InlineData("published: { m: { shallow: } }", "p.yaml(3,19): published.m.shallow: expected a mapping, not nothing")]
    [InlineData("", "p.yaml(1,1): published: missing; what was published, by the manifest's models and their variants")]
    public void Should_Tell_The_Line_And_The_Nearest_Name_Of_What_Is_Wrong(string rows, string expected)
    {
        // When
        var error = Assert.Throws<ManifestException>(() => ReadPublished($"source: a paper\nsplit: test\n{rows}"));

        // Then
        Assert.Equal(expected, Assert.Single(error.Errors).ToString());
    }

    [Fact]
    public void Should_Ask_Where_The_Figures_Are_From_And_Of_Which_Split()
    {
        // When
        var error = Assert.Throws<ManifestException>(() => ReadPublished("split: train\npublished: {}"));

        // Then
        Assert.Equal(
            [
                "p.yaml(1,1): source: missing; where the figures are from, in words",
                "p.yaml(1,8): split: unknown value 'train'; valid here: test, validation",
            ],
            error.Errors.Select(one => one.ToString()));
    }

    private PublishedFigures ReadPublished(string yaml) =>
        PublishedReader.Read(Write("p.yaml", yaml), ReadEntry(Entry), Folder.Path);
}
