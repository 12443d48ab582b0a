using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Studies;

// Results that differ by their seed alone, a row per model: what several measured is the mean, from the lowest to the highest.
internal sealed record StudyTable(
    IReadOnlyList<GateResult> Results,
    IReadOnlyList<TimedCell> Cells,
    IReadOnlyList<string> Metrics,
    IReadOnlyList<StudyRow> Rows)
{
    public MetricDefinition Headline => Results[0].Headline;

    /// <summary>One table for each data set and unpruned shape, in the order of the results.</summary>
    public static IReadOnlyList<StudyTable> Of(IEnumerable<GateResult> results) =>
    [
        .. results.GroupBy(result => (
                result.DataSet?.Digest, result.Baseline.ModelType, result.Baseline.Parameters,
                result.Baseline.EncoderLayers, result.Baseline.DecoderLayers))
            .Select(group => Make([.. group])),
    ];

    // The median time of a row's generations, in milliseconds; of the unpruned model's the mean over all benchmarks.
    public double? Milliseconds(StudyRow row, TimedCell cell) => !row.IsBaseline
        ? row.Milliseconds(cell)
        : Results.SelectMany(result => result.Variants)
            .Select(variant => variant.SpeedAt(cell.Runtime, cell.BatchSize)?.Baseline?.P50).Average();

    private static StudyTable Make(IReadOnlyList<GateResult> results)
    {
        IReadOnlyList<string> metrics = [.. results.SelectMany(result => result.Baseline.Scores.Keys).Distinct()];
        var models = results.SelectMany(result => result.Variants.Prepend(result.Baseline)
            .Select(model => (result.Headline, Model: model, IsBaseline: ReferenceEquals(model, result.Baseline))));
        return new(results, TimedCell.Of(results.SelectMany(result => result.Variants)), metrics,
        [
            .. models.GroupBy(one => (one.IsBaseline, one.Model.Name)).Select(group => new StudyRow(
                group.First().Headline, [.. group.Select(one => one.Model)], group.Key.IsBaseline)),
        ]);
    }
}

/// <summary>A model of a study, once or with several seeds.</summary>
internal sealed record StudyRow(MetricDefinition Headline, IReadOnlyList<ModelResult> Models, bool IsBaseline)
{
    public string Name => Models[0].Name;

    public Interval? Score(string metric) => Over(model =>
        model.Scores.GetValueOrDefault(metric) is { } score ? score.Interval ?? Exactly(score.Value) : null);

    /// <summary>The share of the unpruned model's quality that was kept, in percent.</summary>
    public Interval? Kept => IsBaseline ? Interval.Exact(100) : Over(model =>
        model.ScoreBy(Headline)?.ChangePercent is { } change ? change.Plus(100) : null);

    public Interval? Parameters => Over(model => Exactly(model.Parameters));

    public Interval? Length => Over(model => Exactly(model.GeneratedLength));

    public Interval? Speedup(TimedCell cell) =>
        IsBaseline ? Interval.Exact(1) : Over(model => model.SpeedAt(cell.Runtime, cell.BatchSize)?.Speedup);

    /// <summary>The median time of a generation, in milliseconds; null for the unpruned model, which each brings.</summary>
    public double? Milliseconds(TimedCell cell) =>
        Over(model => Exactly(model.SpeedAt(cell.Runtime, cell.BatchSize)?.Variant?.P50))?.Value;

    // The share of the unpruned encoder's heads and feed-forward units that was kept, in percent; a layer that is gone kept
    // nothing.
    public Interval? EncoderKept(ModelResult baseline) => Over(model => Interval.Exact(100 * (model.Widths is { } widths
        ? widths.Encoder.Average(layer => (layer.Heads.Share + layer.Units.Share) / 2)
        : (double)model.EncoderLayers / baseline.EncoderLayers)));

    // Of one model its own interval; of several the mean, from the lowest to the highest.
    private Interval? Over(Func<ModelResult, Interval?> measured)
    {
        var spans = Models.Select(measured).OfType<Interval>().Where(span => double.IsFinite(span.Value)).ToList();
        return spans.Count switch
        {
            0 => null,
            1 => spans[0],
            _ => Interval.Exact(spans.Average(span => span.Value)) with
            {
                Low = spans.Min(span => span.Value),
                High = spans.Max(span => span.Value),
            },
        };
    }

    private static Interval? Exactly(double? value) => value is { } number ? Interval.Exact(number) : null;
}
