using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary>Budgets that contradict each other; the error names both places.</summary>
internal sealed class Contradictions(Measurements measured, Errors errors)
{
    public void Find(Budget budget, YamlScalar key, IReadOnlyList<Budget> before)
    {
        var subject = Subject(budget);
        foreach (var other in before.Where(other => Subject(other) == subject))
        {
            if (other.Rule == budget.Rule)
                errors.Add(key.Location, key.Path, $"contradicts {Place(other, key)}: one limit of a kind{Words(subject)}");
            else if (Opposed(budget, other) || Opposed(other, budget))
                errors.Add(key.Location, key.Path,
                    $"contradicts {Place(other, key)}: one allows a loss and the other demands a gain{Words(subject)}; keep one");
        }
    }

    private static bool Opposed(Budget loss, Budget gain) =>
        Limits.AllowsLoss(loss.Rule) && Limits.DemandsGain(gain.Rule) && gain.Limit > 0;

    /// <summary>What a budget is about, the defaults filled in: to name the first runtime is to name none.</summary>
    private Budget Subject(Budget budget) => budget with
    {
        Rule = default,
        Limit = 0,
        Location = null,
        Runtime = budget.Metric == MetricCatalogue.Latency ? budget.Runtime ?? measured.FirstRuntime : null,
    };

    private static string Place(Budget other, YamlScalar here) => other.Location switch
    {
        { Line: 0 } => "the command line",
        { } place when place.File == here.Location.File => $"line {place.Line}",
        var place => $"{place}",
    };

    private string Words(Budget subject) => string.Concat(
        subject.BatchSize is { } size ? $" at batch size {size}" : "",
        subject.Runtime is { } runtime && runtime != measured.FirstRuntime ? $" in {runtime}" : "",
        subject.Phase is { } phase ? $" of the phase {phase}" : "",
        subject.Against is { } baseline ? $" against {baseline}" : "");
}
