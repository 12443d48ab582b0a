using System.Globalization;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Ids within the page: made of numbers, since names may hold anything.</summary>
internal static class Anchors
{
    public const string Baseline = "baseline";

    public static string Variant(int index) => "variant-" + index.ToString(CultureInfo.InvariantCulture);

    public static string Of(GateResult result, ModelResult model)
    {
        for (var i = 0; i < result.Variants.Count; i++)
        {
            if (ReferenceEquals(result.Variants[i], model))
                return Variant(i);
        }
        return Baseline;
    }
}
