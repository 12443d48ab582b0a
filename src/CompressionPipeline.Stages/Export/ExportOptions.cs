using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace CompressionPipeline.Stages.Export;

/// <summary>Options of <c>export</c>: how closely the ONNX graphs must follow the checkpoint.</summary>
public sealed record ExportOptions
{
    /// <summary>Test documents to compare on, the first ones in order; fewer where the split has fewer. 1 to 1,000,000. Default: 200.</summary>
    [Range(1, 1000000), Description("Test documents to compare on.")]
    public int ParityDocuments { get; init; } = 200;

    /// <summary>Largest difference of a logit between TorchSharp and ONNX Runtime. More than 0. Default: 1e-3.</summary>
    [Range(1e-9, 1000.0), Description("Largest difference of a logit between TorchSharp and ONNX Runtime.")]
    public double MaxDifference { get; init; } = 1e-3;

    /// <summary>Share of documents whose greedy texts must be equal. 0 to 1. Default: 0.99.</summary>
    [Range(0.0, 1.0), Description("Share of documents whose greedy texts must be equal.")]
    public double MinAgreement { get; init; } = 0.99;

    /// <summary>Documents generated at once. 1 to 4,096. Default: 32.</summary>
    [Range(1, 4096), Description("Documents generated at once.")]
    public int BatchSize { get; init; } = 32;

    /// <summary>Tokens generated at most, end of sequence included; 0 takes the data's longest target. Default: 0.</summary>
    [Range(0, 4096), Description("Tokens generated at most; 0 takes the data's longest target.")]
    public int MaxNewTokens { get; init; }

    /// <summary>Processor threads; 0 takes one per core. Default: 0.</summary>
    [Range(0, 1024), Description("Processor threads; 0 takes one per core.")]
    public int Threads { get; init; }
}
