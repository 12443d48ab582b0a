using System.Globalization;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>What <c>parity.json</c> says: how far ONNX Runtime's numbers and answers are from TorchSharp's.</summary>
public sealed record ParityResult
{
    /// <summary>How the export's matrices are written, where not in 32-bit floats: <c>fp16</c> or <c>int8</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Precision { get; init; }

    /// <summary>Test documents compared.</summary>
    public required int Documents { get; init; }

    /// <summary>Logits compared; of generated texts teacher-forced on TorchSharp's greedy ids.</summary>
    public required long Logits { get; init; }

    /// <summary>Largest absolute difference of a logit.</summary>
    public required double MaxDifference { get; init; }

    /// <summary>Mean absolute difference of the logits.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>Share of documents to which both runtimes give the same answer: greedy texts, or labels.</summary>
    public required double Agreement { get; init; }

    /// <summary>The earliest position, from 0, at which the generated ids of any document part; null where none do.</summary>
    public int? FirstDivergentPosition => Divergences.Where(one => (one.Torch ?? one.Onnx) is not null)
        .Min(one => (int?)one.Position);

    /// <summary>The documents whose generated ids part, or whose labels differ.</summary>
    public required IReadOnlyList<Divergence> Divergences { get; init; }

    /// <summary>Scores of both runtimes' answers on these documents, by the name of the metric; empty where nothing was
    /// scored.</summary>
    /// <exception cref="ArgumentException">A metric has null.</exception>
    public IReadOnlyDictionary<string, RuntimeScores> Scores
    {
        get;
        init => field = value.Values.Contains(null!) ? throw new ArgumentException("'scores' holds null") : value;
    } = new Dictionary<string, RuntimeScores>();

    /// <summary>Throws where a limit is passed, or where a difference is no number.</summary>
    public void Require(double maxDifference, double minAgreement)
    {
        if (!(MaxDifference <= maxDifference))
            throw Error($"logits differ by up to {Text(MaxDifference)}, and {Text(maxDifference)} is allowed (max-difference)");
        if (!(Agreement >= minAgreement))
            throw Error($"{Text(Agreement)} of {Documents} answers are equal, and {Text(minAgreement)} must be (min-agreement)"
                + (FirstDivergentPosition is { } position ? $"; ids part first at position {position}" : ""));
    }

    private static PipelineException Error(string what) => new(
        $"The exported graphs do not follow the checkpoint: {what}. Raise the limit in the recipe's export section if the "
            + "checkpoint's logits are large, else report the model's config.json.");

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>One metric under both runtimes.</summary>
/// <param name="Torch">TorchSharp's score, in points.</param>
/// <param name="Onnx">ONNX Runtime's score, in points.</param>
public sealed record RuntimeScores(double Torch, double Onnx);

/// <summary>A document whose ids part.</summary>
/// <param name="Id">The example's id.</param>
/// <param name="Position">The first position, from 0, at which they do.</param>
/// <param name="Torch">TorchSharp's id there; null behind its end.</param>
/// <param name="Onnx">ONNX Runtime's id there; null behind its end.</param>
public sealed record Divergence(string Id, int Position, int? Torch, int? Onnx)
{
    /// <summary>Where two sequences part; null where they are equal.</summary>
    public static Divergence? Of(string id, int[] torch, int[] onnx)
    {
        var common = torch.AsSpan().CommonPrefixLength(onnx);
        return common == torch.Length && common == onnx.Length
            ? null
            : new(id, common, common < torch.Length ? torch[common] : null, common < onnx.Length ? onnx[common] : null);
    }
}
