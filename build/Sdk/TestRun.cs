using Cake.Common;
using Cake.Core;
using Cake.Core.IO;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Sdk;

/// <summary>
/// Runs every test project, four at a time: most of their tests wait for processes, and few use a processor for long. They start
/// in the order of the solution, which lists those that take longest first, so that none of them is left for the end.
/// </summary>
internal static class TestRun
{
    public static void Run(PipelineContext context)
    {
        var results = context.PathOf(Paths.TestResults);
        if (Directory.Exists(results))
            Directory.Delete(results, recursive: true);
        var filter = context.Argument<string?>(Build.Arguments.Filter, null);
        var arguments = new ProcessArgumentBuilder()
            .Append("test").AppendQuoted(context.PathOf(Paths.Solution))
            .Append("--no-build --nologo -m:4").Append(Dotnet.Properties(context.Accelerator))
            .Append("--logger \"trx;LogFilePrefix=tests\" --logger \"console;verbosity=minimal\"")
            .AppendSwitchQuoted("--results-directory", results);
        if (filter is not null)
            arguments.AppendSwitchQuoted("--filter", filter);

        var code = Dotnet.Start(context, arguments);
        var summary = TestSummary.OfFolder(results);
        context.FinalSummary.Add(summary.ToString());
        if (summary.Failed > 0)
        {
            var run = summary.Passed + summary.Failed;
            throw new PipelineException($"{summary.Failed} of {run} tests failed; the names are above.");
        }
        if (code != 0)
        {
            throw new PipelineException(
                $"Every finished test passed, yet dotnet test ended with {code}: a test process died. Its last output is above.");
        }
        if (summary.Passed == 0)
            throw new PipelineException(filter is null ? "No test was found." : $"No test matches --filter {filter}.");
    }
}
