using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>A model in a plot; without a verdict it is the unpruned one. A click leads to the page's id Target.</summary>
internal sealed record PlotPoint(string Name, Interval X, Interval Y, Verdict? Verdict, string Target, string Words)
{
    public bool Picked { get; init; }

    public bool OnFrontier { get; init; }

    public bool IsFinite => double.IsFinite(X.Value) && double.IsFinite(Y.Value);
}

/// <summary>One of many small points that lead nowhere.</summary>
internal sealed record PlotDot(double X, double Y, bool IsFilled, bool OnFrontier, string Words);
