using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TestKit;

namespace Adoption.Tests;

/// <summary>The template has no copy of anything: its files are this repository's, but for the differences listed here.</summary>
[Collection(AdoptionCollection.Name)]
public sealed class TemplateTests(Adopter adopter)
{
    private const string Own = "src/CompressionPipeline.Templates/template";

    /// <summary>The only files that differ from this repository's, and how.</summary>
    private static readonly Dictionary<string, (string Ours, string Theirs)[]> Differences = new()
    {
        ["models.yaml"] = [("dotnet-docs:", "my-summarizer:"), ("runner: [self-hosted]", "runner: [self-hosted, small]")],
        ["build/Build.csproj"] =
        [
            ("VERSION-OF-THIS-PACKAGE", Adopter.Version),
            ("VERSION-OF-TORCHSHARP", VersionOf("TorchSharp-cuda-linux")),
            ("VERSION-OF-ONNX-RUNTIME", VersionOf("Microsoft.ML.OnnxRuntime.Gpu")),
        ],
    };

    [Fact]
    public void Should_Write_This_Repositorys_Own_Files()
    {
        foreach (var (name, bytes) in adopter.Template)
        {
            var own = RepositoryRoot.Combine([.. Own.Split('/'), .. name.Split('/')]);
            var ours = File.ReadAllBytes(File.Exists(own) ? own : RepositoryRoot.Combine(name.Split('/')));
            if (Differences.TryGetValue(name, out var differences))
            {
                var text = Encoding.UTF8.GetString(ours);
                Assert.All(differences, difference => Assert.Single(Regex.Matches(text, Regex.Escape(difference.Ours))));
                ours = Encoding.UTF8.GetBytes(differences.Aggregate(text, (all, one) => all.Replace(one.Ours, one.Theirs)));
            }
            Assert.True(ours.AsSpan().SequenceEqual(bytes), $"{name} differs from this repository's.");
        }
    }

    [Theory]
    [InlineData("pipelines", "")]
    [InlineData(".github", "workflows/ci.yml")]
    [InlineData("src/CompressionPipeline.Templates/template", ".template.config/template.json")]
    public void Should_Leave_Nothing_Out(string folder, string except)
    {
        // Given
        var root = RepositoryRoot.Combine(folder.Split('/'));
        var names = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'));

        // When
        var prefix = folder == Own ? "" : folder + "/";
        var missing = names.Where(name => name != except && !adopter.Template.ContainsKey(prefix + name));

        // Then
        Assert.Empty(missing);
    }

    [Fact]
    public void Should_Name_Nothing_That_Only_This_Repository_Has()
    {
        foreach (var (_, bytes) in adopter.Template.Where(file => Regex.IsMatch(file.Key, @"^(build|\.github|global)")))
            Assert.DoesNotMatch(@"CompressionPipeline\.sln|\btests/|--target Test\b|\bsrc/", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Should_Ask_For_A_Gpu_Where_It_Is_Told_To()
    {
        // When
        var files = adopter.Create("--accelerator", "cuda", "--name", "News_2");

        // Then
        var manifest = Encoding.UTF8.GetString(files["models.yaml"]);
        Assert.Contains("device: cuda", manifest, StringComparison.Ordinal);
        Assert.Contains("  news_2:", manifest, StringComparison.Ordinal);
        Assert.Contains("runner: [self-hosted]", manifest, StringComparison.Ordinal);
    }

    private static string VersionOf(string package) => (string)XDocument
        .Load(RepositoryRoot.Combine("Directory.Packages.props")).Descendants("PackageVersion")
        .Single(version => (string?)version.Attribute("Include") == package).Attribute("Version")!;
}
