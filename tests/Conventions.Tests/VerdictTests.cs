using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using TestKit;

namespace Conventions.Tests;

/// <summary>Verdicts is read, judged again and rendered by those who have neither libtorch nor ONNX Runtime.</summary>
public static class VerdictTests
{
    private const string Approved = "tests/CompressionPipeline.Verdicts.Tests/Results/result.json.verified.txt";

    [Fact]
    public static void Should_Judge_And_Render_Without_A_Runtime_That_Computes()
    {
        // Given: a load context that finds everything that the pipeline has, and notes what is asked for
        using var folder = new TemporaryFolder();
        var context = new Noting();
        var verdicts = context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "CompressionPipeline.Verdicts.dll"));
        var (result, judge) = (verdicts.GetType("CompressionPipeline.Verdicts.Results.GateResult")!,
            verdicts.GetType("CompressionPipeline.Verdicts.Judging.Judge")!);
        var references = verdicts.GetType("CompressionPipeline.Verdicts.Judging.References")!;

        // When
        var read = Call(result, "Read", RepositoryRoot.Combine(Approved))!;
        var rules = result.GetProperty("Rules")!.GetValue(read)!;
        var named = Call(references, "Read", rules.GetType().GetProperty("References")!.GetValue(rules)!)!;
        var judged = Call(judge, "Apply", read, rules, named)!;
        Call(verdicts.GetType("CompressionPipeline.Verdicts.ReportFolder")!, "Write", folder.Path, judged);

        // Then
        Assert.True(File.Exists(folder.File("report.html")));
        Assert.Contains("CompressionPipeline.Core", context.Asked);
        Assert.DoesNotContain(context.Asked, name => Regex.IsMatch(
            name, "^(TorchSharp|Microsoft\\.ML|CompressionPipeline\\.(Models|Inference|Stages))"));
    }

    [Fact]
    public static void Should_Name_The_Headline_Metric_Only_In_The_Catalogue() => Convention.Holds(
        "Metrics are asked of the MetricCatalogue; only files that users write, and examples of them, name one.",
        from path in Repository.Files(@"^(src|build)/.*\.cs$")
        where path != "src/CompressionPipeline.Core/MetricCatalogue.cs"
        from line in Convention.Lines(path, text => text.Contains("\"rouge2\"", StringComparison.Ordinal)
            && !text.Contains("Example(", StringComparison.Ordinal))
        select line);

    private static object? Call(Type type, string method, params object[] arguments)
    {
        try
        {
            return type.GetMethod(method)!.Invoke(null, arguments);
        }
        catch (TargetInvocationException error)
        {
            throw error.InnerException!;
        }
    }

    private sealed class Noting() : AssemblyLoadContext(nameof(Noting))
    {
        public List<string> Asked { get; } = [];

        protected override Assembly? Load(AssemblyName name)
        {
            Asked.Add(name.Name!);
            var path = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
