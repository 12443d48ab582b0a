namespace CompressionPipeline.Verdicts.Results;

/// <summary>Finds null where a list or a map must hold something: JSON can say it, and the reader lets it through.</summary>
internal static class Gaps
{
    /// <summary>The first list with a gap, for people; null where there is none.</summary>
    public static string? Find(GateResult result)
    {
        if (result.Variants.Contains(null!))
            return "variants";
        var lists = new (string Name, IEnumerable<object?> Items)[]
        {
            ("ids", result.Ids), ("stages", result.Stages), ("commands", result.Commands),
            ("rules.budgets", result.Rules.Budgets), ("rules.waivers", result.Rules.Waivers),
                ("rules.references", result.Rules.References), ("search.objectives", result.Search?.Objectives ?? []),
            ("search.evaluations", result.Search?.Evaluations ?? []),
            ("search.evaluations.variants", result.Search?.Evaluations.SelectMany(one => one?.Variants ?? []) ?? []),
        };
        return lists.Concat(result.Variants.Prepend(result.Baseline).SelectMany(Of))
            .Where(list => list.Items.Contains(null)).Select(list => list.Name).FirstOrDefault();
    }

    private static IEnumerable<(string Name, IEnumerable<object?> Items)> Of(ModelResult model) =>
    [
        ($"{model.Name}.scores", model.Scores.Values), ($"{model.Name}.errors", model.Errors),
            ($"{model.Name}.speed", model.Speed),
        ($"{model.Name}.budgets", model.Budgets), ($"{model.Name}.examples", model.Examples),
        ($"{model.Name}.widths", (model.Widths?.Encoder ?? []).Concat(model.Widths?.Decoder ?? [])),
        ($"{model.Name}.benchmark.cells", model.Benchmark?.Cells ?? []),
            ($"{model.Name}.benchmark.models", model.Benchmark?.Models ?? []),
        ($"{model.Name}.benchmark.noise", model.Benchmark?.Noise ?? []),
            ($"{model.Name}.parity.divergences", model.Parity?.Divergences ?? []),
        ($"{model.Name}.components", model.Scores.Values.SelectMany(score => score?.Components?.Values ?? [])),
        ($"{model.Name}.parity.scores", model.Parity?.Scores.Values ?? []),
    ];
}
