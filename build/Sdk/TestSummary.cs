using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Sdk;

/// <summary>The sum of the test projects' result files (TRX).</summary>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, timed out or were aborted.</param>
/// <param name="Skipped">Tests that were not run.</param>
public sealed record TestSummary(int Passed, int Failed, int Skipped)
{
    /// <summary>The sum over every <c>*.trx</c> of a folder.</summary>
    /// <exception cref="PipelineException">A result file is cut off.</exception>
    public static TestSummary OfFolder(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.trx").Select(OfFile).Aggregate(new TestSummary(0, 0, 0), (sum, file) =>
            new(sum.Passed + file.Passed, sum.Failed + file.Failed, sum.Skipped + file.Skipped))
        : new(0, 0, 0);

    /// <inheritdoc/>
    public override string ToString() => Skipped == 0
        ? $"{Passed} passed, {Failed} failed"
        : $"{Passed} passed, {Failed} failed, {Skipped} skipped";

    private static TestSummary OfFile(string file)
    {
        try
        {
            var counters = XDocument.Load(file).Descendants().Single(element => element.Name.LocalName == "Counters");
            int Count(string name) => int.Parse(counters.Attribute(name)?.Value ?? "0", CultureInfo.InvariantCulture);
            var (passed, executed) = (Count("passed"), Count("executed"));
            return new(passed, executed - passed, Count("total") - executed);
        }
        catch (Exception error) when (error is XmlException or InvalidOperationException or FormatException)
        {
            throw new PipelineException(
                $"{file} is not complete: the test run ended early. Run ./build.sh --target Test again.", error);
        }
    }
}
