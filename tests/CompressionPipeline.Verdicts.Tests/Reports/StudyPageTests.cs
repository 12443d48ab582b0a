using System.Xml.Linq;
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
        Assert.All(pictures, picture => Assert.Equal(13, picture.Descendants().Count(part => part.Attribute("class")?.Value == "point")));
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
                Scores = variant.Scores.ToDictionary(score => score.Key, score => score.Value with { ChangePercent = new Interval(percent, percent - 9, percent, percent + 9) }),
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
    public void Should_Keep_Results_Of_Other_Data_Apart()
    {
        // Given
        var other = SampleReport.Pass with { Model = "other", DataSet = SampleReport.Pass.DataSet! with { Digest = new string('b', 64) } };

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
        Assert.All(Directory.GetFiles(folder.Path), file => Assert.StartsWith("depth", Path.GetFileName(file), StringComparison.Ordinal));
        Assert.All(Directory.GetFiles(folder.Path, "*.svg"), path => Assert.DoesNotContain(XDocument.Load(path).Descendants(), part => part.Name.LocalName == "script"));
        Assert.DoesNotMatch(@"(?i)(?<!\\)<script", File.ReadAllText(Page));
    }
}
