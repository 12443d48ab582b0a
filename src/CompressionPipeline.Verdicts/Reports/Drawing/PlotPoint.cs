using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>A model in a plot.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">Across, with its interval.</param>
/// <param name="Y">Upwards, with its interval.</param>
/// <param name="Verdict">Null for the unpruned model.</param>
/// <param name="Target">Where a click leads; an id of the page.</param>
/// <param name="Words">All of it in one sentence.</param>
internal sealed record PlotPoint(string Name, Interval X, Interval Y, Verdict? Verdict, string Target, string Words)
{
    public bool Picked { get; init; }

    public bool OnFrontier { get; init; }

    public bool IsFinite => double.IsFinite(X.Value) && double.IsFinite(Y.Value);
}

/// <summary>One of many small points that lead nowhere.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Upwards.</param>
/// <param name="IsFilled">Whether it is one of those that matter.</param>
/// <param name="OnFrontier">Whether no other one is better in both respects.</param>
/// <param name="Words">All of it in one sentence.</param>
internal sealed record PlotDot(double X, double Y, bool IsFilled, bool OnFrontier, string Words);
