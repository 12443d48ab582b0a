using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Stages;

/// <summary>Options of <c>export</c>: how closely the ONNX graphs must follow the checkpoint.</summary>
public sealed record ExportOptions
{
    // Left out where it says what exports always were: their keys stay what they are.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [Description("How matrices are written: `fp16` takes half of the bytes, `int8` a quarter; how good the texts are, evaluate "
        + "and gate say.")]
    public Precision Precision { get; init; }

    [Description("Whether `decoder_model_merged.onnx`, which transformers.js needs, is written too; as large as a decoder.")]
    public bool Merged { get; init; } = true;

    [Range(1, 1000000), Description("Test documents to compare on.")]
    public int ParityDocuments { get; init; } = 200;

    [Range(1e-9, 1000.0)]
    [Description("Largest difference of a logit between TorchSharp and ONNX Runtime; of no effect on `fp16` and `int8`.")]
    public double MaxDifference { get; init; } = 1e-3;

    [Range(0.0, 1.0)]
    [Description("Share of documents to which both runtimes must give the same answer: greedy text or label; of no effect on "
        + "`fp16` and `int8`.")]
    public double MinAgreement { get; init; } = 0.99;

    [Range(1, 4096)]
    [Description("Documents generated at once; with more than 8, a fused decoder whose head is screened is not used.")]
    public int BatchSize { get; init; } = 8;

    [Range(0, 4096), Description("Tokens generated at most; 0 takes the data's longest target.")]
    public int MaxNewTokens { get; init; }

    [Range(0, 1024), Description("Processor threads; 0 takes one per core.")]
    public int Threads { get; init; }
}
