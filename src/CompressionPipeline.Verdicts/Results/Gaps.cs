namespace CompressionPipeline.Verdicts.Results;

/// <summary>Finds null where a map must hold something: JSON can say it, and the reader keeps it out of lists alone.</summary>
internal static class Gaps
{
    /// <summary>The first map with a gap, for people; null where there is none.</summary>
    public static string? Find(GateResult result) => result.Variants.Prepend(result.Baseline).SelectMany(Of)
        .Where(map => map.Values.Contains(null)).Select(map => map.Name).FirstOrDefault();

    private static IEnumerable<(string Name, IEnumerable<object?> Values)> Of(ModelResult model) =>
    [
        ($"{model.Name}.scores", model.Scores.Values),
        ($"{model.Name}.components", model.Scores.Values.SelectMany(score => score?.Components?.Values ?? [])),
        ($"{model.Name}.parity.scores", model.Parity?.Scores.Values ?? []),
    ];
}
