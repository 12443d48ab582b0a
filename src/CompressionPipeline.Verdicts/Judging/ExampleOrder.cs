using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Examples in ordinal order of their ids, so that no verdict depends on the order in which they stand.</summary>
internal static class ExampleOrder
{
    // The same result in order; unchanged where ids and samples do not fit each other, which is an error of its own.
    public static GateResult Ordinal(GateResult result)
    {
        int[] order = [.. Enumerable.Range(0, result.Ids.Count).OrderBy(index => result.Ids[index], StringComparer.Ordinal)];
        if (order.SequenceEqual(Enumerable.Range(0, order.Length)) || !Fits(result))
            return result;
        string[] ids = [.. order.Select(index => result.Ids[index])];
        var basis = result.Baseline.ScoredOn! with { IdsDigest = Digest.OfText(string.Join('\n', ids)).Hex };
        return result with { Ids = ids, Baseline = Ordered(result.Baseline), Variants = [.. result.Variants.Select(Ordered)] };

        ModelResult Ordered(ModelResult model) => model with
        {
            ScoredOn = basis,
            Scores = model.Scores.ToDictionary(score => score.Key, score => score.Value.Reordered(order)),
        };
    }

    private static bool Fits(GateResult result) =>
        result.Baseline.ScoredOn is { } basis
        && basis.IdsDigest == Digest.OfText(string.Join('\n', result.Ids)).Hex
        && result.Variants.Append(result.Baseline).All(model =>
            model.ScoredOn == basis && model.Scores.Values.All(score => score.Columns()
                .All(column => column.Count == result.Ids.Count)));
}
