using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports;

// A result as one table: a row per model, the baseline first. The frontier is drawn by the first of the cells.
internal sealed record Sweep(IReadOnlyList<TimedCell> Cells, IReadOnlyList<SweepRow> Rows)
{
    public static Sweep Of(GateResult result)
    {
        var (cells, picked) = (TimedCell.Of(result.Variants), result.Pick?.Variant);
        return new(cells, [Row(result.Baseline, isBaseline: true),
            .. result.Variants.Select(variant => Row(variant, isBaseline: false))]);

        SweepRow Row(ModelResult model, bool isBaseline) => new(
            model, model.ScoreBy(result.Headline), isBaseline, !isBaseline && picked is not null && model.Name == picked,
            [.. cells.Select(cell => isBaseline ? null : model.SpeedAt(cell.Runtime, cell.BatchSize)?.Speedup)]);
    }
}

/// <summary>A runtime and batch size that was timed.</summary>
internal sealed record TimedCell(string Runtime, int BatchSize, bool NameRuntime)
{
    public string Title => NameRuntime ? $"{Runtime}, batch {BatchSize}" : $"batch {BatchSize}";

    /// <summary>What some variants were timed with; titles have the runtime where there are several.</summary>
    public static IReadOnlyList<TimedCell> Of(IEnumerable<ModelResult> variants)
    {
        var timed = variants.SelectMany(variant => variant.Speed).Where(speed => speed.Phase == Phase.Total)
            .Select(speed => (speed.Runtime, speed.BatchSize)).Distinct().ToList();
        var several = timed.DistinctBy(cell => cell.Runtime).Count() > 1;
        return [.. timed.Select(cell => new TimedCell(cell.Runtime, cell.BatchSize, several))];
    }
}

/// <summary>One model of a sweep.</summary>
internal sealed record SweepRow(
    ModelResult Model, ScoreResult? Score, bool IsBaseline, bool Picked, IReadOnlyList<Interval?> Speedups)
{
    public string Name => Model.Name;

    public Verdict? Verdict => IsBaseline ? null : Model.Verdict ?? Core.Verdict.Invalid;

    public string Frontier => Model.Frontier switch
    {
        { Speed: true, Parameters: true } => "speed, size",
        { Speed: true } => "speed",
        { Parameters: true } => "size",
        _ => "",
    };
}
