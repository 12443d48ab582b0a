using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Gate;

/// <summary>What was measured of one model, the unpruned one or a variant, and what the budgets say of it.</summary>
/// <param name="Name"><c>base</c> or the variant's name.</param>
public sealed record ModelResult(string Name)
{
    /// <summary>Encoder layers.</summary>
    public int EncoderLayers { get; init; }

    /// <summary>Decoder layers.</summary>
    public int DecoderLayers { get; init; }

    /// <summary>Which of the unpruned model's layers were kept; null for the unpruned model.</summary>
    public KeptLayers? Kept { get; init; }

    /// <summary>Parameters, shared ones counted once; null where unknown.</summary>
    public double? Parameters { get; init; }

    /// <summary>Bytes of the exported ONNX graphs; null where unknown.</summary>
    public double? Bytes { get; init; }

    /// <summary>What the scores were made with; null where the model was not scored.</summary>
    public ScoreBasis? ScoredOn { get; init; }

    /// <summary>ROUGE by manifest name (<c>rouge1</c>, <c>rouge2</c>, <c>rougeL</c>, <c>rougeLsum</c>).</summary>
    public IReadOnlyDictionary<string, RougeResult> Rouge { get; init; } = new Dictionary<string, RougeResult>();

    /// <summary>Mean generated length in tokens, end of sequence included.</summary>
    public double? GeneratedLength { get; init; }

    /// <summary>Latency by batch size.</summary>
    public IReadOnlyList<LatencyResult> Latency { get; init; } = [];

    /// <summary>The worst verdict of <see cref="Budgets"/>; null for the unpruned model, which is not judged.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>One verdict per budget, in the order of the manifest; empty for the unpruned model.</summary>
    public IReadOnlyList<BudgetResult> Budgets { get; init; } = [];
}

/// <summary>Indices of the kept layers, ascending from 0.</summary>
/// <param name="Encoder">Kept encoder layers.</param>
/// <param name="Decoder">Kept decoder layers.</param>
public sealed record KeptLayers(IReadOnlyList<int> Encoder, IReadOnlyList<int> Decoder);

/// <summary>What must be equal for two ROUGE scores to be compared.</summary>
/// <param name="Split">SHA-256 of the scored examples.</param>
/// <param name="Signature">Implementation and settings of the scorer and of the decoding.</param>
/// <param name="Examples">How many examples were scored.</param>
public sealed record ScoreBasis(string Split, string Signature, int Examples);

/// <summary>One ROUGE measure, in points of 0-100.</summary>
/// <param name="Value">Mean F over the examples; null where it is missing or not finite.</param>
public sealed record RougeResult(double? Value)
{
    /// <summary>The unpruned model's value less this one's: positive where something was lost. Null for the unpruned model.</summary>
    public double? Drop { get; init; }

    /// <summary>Lower end of the drop's 95 % interval, from a paired bootstrap over examples.</summary>
    public double? DropLower { get; init; }

    /// <summary>Upper end of the drop's 95 % interval.</summary>
    public double? DropUpper { get; init; }
}

/// <summary>Time of a whole generation at one batch size, in milliseconds.</summary>
/// <param name="BatchSize">Documents at once.</param>
/// <param name="Median">Median of the samples; null where it is missing or not finite.</param>
/// <param name="P95">95th percentile of the samples.</param>
public sealed record LatencyResult(int BatchSize, double? Median, double? P95)
{
    /// <summary>The unpruned model's median in the same interleaved run; null for the unpruned model.</summary>
    public double? BaseMedian { get; init; }

    /// <summary>The unpruned model's 95th percentile in the same interleaved run.</summary>
    public double? BaseP95 { get; init; }

    /// <summary>The unpruned model's time over this model's: above 1 is faster. Null for the unpruned model.</summary>
    public double? Speedup { get; init; }

    /// <summary>Lower end of the speedup's 95 % interval.</summary>
    public double? SpeedupLower { get; init; }

    /// <summary>Upper end of the speedup's 95 % interval.</summary>
    public double? SpeedupUpper { get; init; }
}
