using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>What made the machine noisy, each remark once with the variants it is about.</summary>
internal sealed record NoiseRemark(string Text, string Variants)
{
    /// <summary>Longer lists are folded, because they would stand between a reader and the tables.</summary>
    public const int Open = 6;

    public static IReadOnlyList<NoiseRemark> Of(GateResult result) =>
    [
        .. from variant in result.Variants
           from remark in variant.Benchmark?.Noise ?? []
           group variant.Name by remark into same
           select new NoiseRemark(same.Key, Words.List([.. same])),
    ];
}
