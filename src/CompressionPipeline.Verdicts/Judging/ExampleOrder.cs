using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Examples in ordinal order of their ids, so that no verdict depends on the order in which they stand.</summary>
internal static class ExampleOrder
{
    /// <summary>The same result in order; unchanged where ids and samples do not fit each other, which is an error of its own.</summary>
    public static GateResult Ordinal(GateResult result)
    {
        int[] order = [.. Enumerable.Range(0, result.Ids.Count).OrderBy(index => result.Ids[index], StringComparer.Ordinal)];
        if (order.SequenceEqual(Enumerable.Range(0, order.Length)) || !Fits(result))
            return result;
        string[] ids = [.. order.Select(index => result.Ids[index])];
        var basis = result.Base.ScoredOn! with { IdsDigest = Digest.OfText(string.Join('\n', ids)).Hex };
        return result with { Ids = ids, Base = Ordered(result.Base), Variants = [.. result.Variants.Select(Ordered)] };

        ModelResult Ordered(ModelResult model) => model with
        {
            ScoredOn = basis,
            Rouge = model.Rouge.ToDictionary(score => score.Key, score => score.Value with { Samples = [.. order.Select(index => score.Value.Samples[index])] }),
        };
    }

    private static bool Fits(GateResult result) =>
        result.Base.ScoredOn is { } basis
        && basis.IdsDigest == Digest.OfText(string.Join('\n', result.Ids)).Hex
        && result.Variants.Append(result.Base).All(model =>
            model.ScoredOn == basis && model.Rouge.Values.All(score => score.Samples.Count == result.Ids.Count));
}
