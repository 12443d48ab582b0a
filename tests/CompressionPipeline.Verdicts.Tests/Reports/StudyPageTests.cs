using System.Xml.Linq;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Reports.Studies;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Reports;

public sealed class StudyPageTests : IDisposable
{
    private const string Command = "./build.sh --target Study --manifest studies/depth.yaml";

    private readonly TemporaryFolder folder = new();

    private string Page => folder.File("depth.md");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Should_Have_A_Row_For_Each_Model()
    {
        // When
        StudyPage.Write(Page, [SampleReport.Sweep], Command);

        // Then
        Approve.Text(File.ReadAllText(Page), "study");
    }

    [Fact]
    public void Should_Draw_Quality_Against_Speed_At_Each_Batch_Size_And_Against_Each_Stack()
    {
        // When
        StudyPage.Write(Page, [SampleReport.Sweep], Command);

        // Then
        var pictures = Directory.GetFiles(folder.Path, "depth-*.svg").Select(path => XDocument.Load(path)).ToList();
        Assert.Equal(5, pictures.Count);
        Assert.All(
            pictures,
            picture => Assert.Equal(13, picture.Descendants().Count(part => part.Attribute("class")?.Value == "point")));
        Assert.All(pictures, picture => Assert.Equal("http://www.w3.org/2000/svg", picture.Root!.Name.NamespaceName));
    }

    [Fact]
    public void Should_Tell_The_Mean_Of_Several_Seeds_And_The_Lowest_And_The_Highest()
    {
        // Given
        GateResult Seed(string name, double percent) => SampleReport.Pass with
        {
            Model = name,
            Variants = [.. SampleReport.Pass.Variants.Select(variant => variant with
            {
                Scores = variant.Scores.ToDictionary(
                    score => score.Key,
                    score => score.Value with { ChangePercent = new Interval(percent, percent - 9, percent, percent + 9) }),
            })],
        };

        // When
        StudyPage.Write(Page, [Seed("seed-1", -2), Seed("seed-2", -4), Seed("seed-3", -6)], Command);

        // Then
        var page = File.ReadAllText(Page);
        Assert.Contains("| 96.0 [94.0, 98.0] |", page);
        Assert.Single(page.Split('\n'), line => line.StartsWith("| shallow-decoder |", StringComparison.Ordinal));
        Assert.Contains("PASS 3", page);
    }

    [Fact]
    public void Should_Have_Each_Batch_Size_Once_Where_One_Result_Has_Times_Of_Another_Runtime_Too()
    {
        // Given
        var both = SampleReport.Pass with
        {
            Model = "both",
            Variants = [.. SampleReport.Pass.Variants.Select(variant => variant with
            {
                Speed = [.. variant.Speed, .. variant.Speed.Select(cell => cell with { Runtime = "torch" })],
            })],
        };

        // When
        StudyPage.Write(Page, [SampleReport.Pass, both], Command);

        // Then
        var headings = File.ReadLines(Page).First(line => line.Contains("encoder kept", StringComparison.Ordinal)).Split(" | ");
        Assert.Equal(
            ["onnxruntime, batch 1", "onnxruntime, batch 8", "torch, batch 1", "torch, batch 8"],
            headings.Where(heading => heading.StartsWith("ms, ", StringComparison.Ordinal)).Select(heading => heading[4..]));
    }

    [Fact]
    public void Should_Set_Published_Figures_Beside_Its_Own()
    {
        // When
        StudyPage.Write(Page, [SampleReport.Sweep], Command, Published("test"));

        // Then
        Approve.Text(Beside(), "study.published");
    }

    [Fact]
    public void Should_Show_Scores_Of_Another_Split_And_Not_Compare_Them()
    {
        // When
        StudyPage.Write(Page, [SampleReport.Sweep], Command, Published("validation"));

        // Then
        var part = Beside();
        Assert.Contains("Published scores are of the validation split, ours of the test split", part);
        Assert.Contains("| 24.18 [23.28, 25.08] | 24.00 | – | – | 96.7 [94.3, 99.1] | 97.6 |", part);
    }

    [Fact]
    public void Should_Compare_Scores_That_Are_Both_Of_The_Validation_Split()
    {
        // Given
        var baseline = SampleReport.Sweep.Baseline;
        var result = SampleReport.Sweep with
        {
            Baseline = baseline with { ScoredOn = baseline.ScoredOn! with { SplitName = "validation" } },
        };

        // When
        StudyPage.Write(Page, [result], Command, Published("validation"));

        // Then
        Assert.Contains("| 24.18 [23.28, 25.08] | 24.00 | +0.18 | yes |", Beside());
    }

    [Fact]
    public void Should_Compare_The_Published_Score_With_The_Lowest_And_The_Highest_Of_Several_Seeds()
    {
        // Given
        GateResult Seed(string name, double score) => SampleReport.Pass with
        {
            Model = name,
            Variants = [.. SampleReport.Pass.Variants.Select(variant => variant with
            {
                Scores = new Dictionary<string, ScoreResult> { ["rouge2"] = new(score) },
            })],
        };
        var published = new PublishedFigures(
            "a paper", "test", [new("seed-1", "shallow-decoder", Score(23.5), Speedups(), null)]);

        // When
        StudyPage.Write(Page, [Seed("seed-1", 21), Seed("seed-2", 22), Seed("seed-3", 23)], Command, published);

        // Then
        Assert.Contains("| shallow-decoder | 22.00 [21.00, 23.00] | 23.50 | -1.50 | no |", Beside());
    }

    [Fact]
    public void Should_Say_Nothing_Of_Published_Figures_Of_Other_Models()
    {
        // Given
        var published = new PublishedFigures("a paper", "test",
        [
            new("dotnet-docs", "e1-d1", Score(20), Speedups(), null), new("other", "e6-d4", Score(20), Speedups(), null),
        ]);

        // When
        StudyPage.Write(Page, [SampleReport.Sweep], Command, published);

        // Then
        Assert.DoesNotContain("published", File.ReadAllText(Page));
    }

    [Fact]
    public void Should_Keep_Results_Of_Other_Data_Apart()
    {
        // Given
        var other = SampleReport.Pass with
        {
            Model = "other", DataSet = SampleReport.Pass.DataSet! with { Digest = new string('b', 64) },
        };

        // When
        StudyPage.Write(Page, [SampleReport.Pass, other], Command);

        // Then
        Assert.Equal(2, File.ReadLines(Page).Count(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Equal(10, Directory.GetFiles(folder.Path, "*.svg").Length);
    }

    [Fact]
    public void Should_Keep_What_A_Person_Wrote_Above_It()
    {
        // Given
        StudyPage.Write(Page, [SampleReport.Sweep], Command);
        File.WriteAllText(Page, File.ReadAllText(Page).Replace("# Study depth", "# Depth\n\nIt decides."));

        // When
        StudyPage.Write(Page, [SampleReport.Pass], Command);

        // Then
        var page = File.ReadAllText(Page);
        Assert.StartsWith("# Depth\n\nIt decides.\n\n<!--", page);
        Assert.DoesNotContain("e5-d3", page);
        Assert.Contains("shallow-decoder", page);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("hostile")]
    public void Should_Draw_What_Is_Missing_Or_Would_Break_A_Page(string sample)
    {
        // When
        StudyPage.Write(Page, [sample == "empty" ? SampleReport.Empty : SampleReport.Hostile], Command);

        // Then
        Assert.All(
            Directory.GetFiles(folder.Path),
            file => Assert.StartsWith("depth", Path.GetFileName(file), StringComparison.Ordinal));
        Assert.All(
            Directory.GetFiles(folder.Path, "*.svg"),
            path => Assert.DoesNotContain(XDocument.Load(path).Descendants(), part => part.Name.LocalName == "script"));
        Assert.DoesNotMatch(@"(?i)(?<!\\)<script", File.ReadAllText(Page));
    }

    // A baseline, a score in the interval, one beyond it with a note, a speedup alone, and a model that was not made.
    private static PublishedFigures Published(string split) => new("a paper's table 3 | its notebooks", split,
    [
        new("dotnet-docs", "baseline", Score(24.6), Speedups(), null),
        new("dotnet-docs", "e6-d1", Score(24), Speedups((1, 1.5), (8, 1.25)), null),
        new("dotnet-docs", "e5-d2", Score(24.1), Speedups((8, 1.9)), "trained <twice>"),
        new("dotnet-docs", "e4-d1", Score(null), Speedups((1, 3.5)), null),
        new("dotnet-docs", "e1-d1", Score(3), Speedups(), "not made here"),
    ]);

    private static Dictionary<string, double> Score(double? rouge2) => rouge2 is { } score ? new() { ["rouge2"] = score } : [];

    private static Dictionary<int, double> Speedups(params (int Batch, double Speedup)[] sizes) =>
        sizes.ToDictionary(size => size.Batch, size => size.Speedup);

    private string Beside() =>
        File.ReadAllText(Page)[File.ReadAllText(Page).IndexOf("### ", StringComparison.Ordinal)..].Split("![")[0];
}
