namespace CompressionPipeline.Core;

/// <summary>Names that models have without anyone giving them.</summary>
public static class ModelNames
{
    /// <summary>The baseline: the fine-tuned, unpruned model that variants are compared with.</summary>
    public const string Baseline = "base";
}
