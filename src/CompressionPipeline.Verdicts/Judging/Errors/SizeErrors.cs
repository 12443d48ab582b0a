using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging.Errors;

/// <summary>A pruned model is smaller, or it was not pruned.</summary>
internal static class SizeErrors
{
    public static IEnumerable<string> Of(ModelResult model)
    {
        if (!IsUsable(model.Parameters))
            yield return $"the number of parameters of {model.Name} is missing or not usable";
        if (!IsUsable(model.Bytes))
            yield return $"the bytes of {model.Name} are missing or not usable";
    }

    public static IEnumerable<string> Between(ModelResult unpruned, ModelResult variant)
    {
        if (variant.Parameters >= unpruned.Parameters)
            yield return $"parameters did not fall ({Words.Count(unpruned.Parameters)} → {Words.Count(variant.Parameters)}): {variant.Name} is no smaller than the unpruned model";
        if (variant.Bytes >= unpruned.Bytes)
            yield return $"bytes did not fall ({Words.Count(unpruned.Bytes)} → {Words.Count(variant.Bytes)}): {variant.Name} is no smaller than the unpruned model";
    }

    private static bool IsUsable(double? size) => size is > 0 and < double.PositiveInfinity;
}
