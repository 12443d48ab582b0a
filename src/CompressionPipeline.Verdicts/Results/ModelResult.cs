using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>What was measured of one model, the unpruned one or a variant, and what the gate says of it.</summary>
/// <param name="Name"><c>baseline</c> or the variant's name.</param>
public sealed record ModelResult(string Name)
{
    /// <summary>Its family, as <c>model_type</c> in its <c>config.json</c> says it; null where unknown.</summary>
    public string? ModelType { get; init; }

    /// <summary>Encoder layers.</summary>
    public int EncoderLayers { get; init; }

    /// <summary>Decoder layers; 0 without a decoder.</summary>
    public int DecoderLayers { get; init; }

    /// <summary>Which of the unpruned model's layers were kept; null for the unpruned model.</summary>
    public KeptLayers? Kept { get; init; }

    /// <summary>How much of each layer was kept; null where every kept layer is whole.</summary>
    public KeptWidths? Widths { get; init; }

    /// <summary>How many ids of the vocabulary were kept; null where all were.</summary>
    public KeptOf? Vocabulary { get; init; }

    /// <summary>How gates were trained; null where none were.</summary>
    public MaskTraining? MaskTraining { get; init; }

    /// <summary>How far its last training went; null where it went to the end and its last weights were kept.</summary>
    public TrainingEnd? TrainingEnd { get; init; }

    /// <summary>
    /// Parameters that would have stayed with free widths; null where widths were neither rounded nor made equal.
    /// </summary>
    public long? ParametersOfFreeWidths { get; init; }

    /// <summary>Parameters, shared ones counted once; null where unknown.</summary>
    public double? Parameters { get; init; }

    /// <summary>Bytes of the exported ONNX graphs; null where unknown.</summary>
    public double? Bytes { get; init; }

    /// <summary>Of a named reference: size of the baseline that it was timed against, known where its own result was read. Never
    /// written.</summary>
    [JsonIgnore]
    public ModelSize? BaselineSize { get; init; }

    /// <summary>What the scores were made with; null where the model was not scored.</summary>
    public ScoreBasis? ScoredOn { get; init; }

    /// <summary>How good the answers are, by the name of the metric.</summary>
    public IReadOnlyDictionary<string, ScoreResult> Scores { get; init; } = new Dictionary<string, ScoreResult>();

    /// <summary>Mean generated length in tokens, end of sequence included; null where no texts are generated.</summary>
    public double? GeneratedLength { get; init; }

    /// <summary>Generated texts in which nothing stands; null where the model was not scored or generates none.</summary>
    public int? EmptyTexts { get; init; }

    /// <summary>TorchSharp against ONNX Runtime; null where the export compared none.</summary>
    public ParityResult? Parity { get; init; }

    /// <summary>Times of the baseline and this variant, in turns, with every sample and the environment; null for the
    /// baseline.</summary>
    public Latencies? Benchmark { get; init; }

    /// <summary>What the times say, by runtime, batch size and phase; made by the gate from <see cref="Benchmark"/>.</summary>
    public IReadOnlyList<SpeedResult> Speed { get; init; } = [];

    /// <summary>Whether no other model is better in both respects; made by the gate.</summary>
    public FrontierResult? Frontier { get; init; }

    /// <summary>The examples in which this variant and the unpruned model differ most; empty for the unpruned model.</summary>
    public IReadOnlyList<ExamplePair> Examples { get; init; } = [];

    /// <summary>Why nothing of this model can be judged, a sentence each; made by the gate. With one, the verdict is
    /// INVALID.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>One verdict per budget, in the order of the manifest; empty for the unpruned model.</summary>
    public IReadOnlyList<BudgetResult> Budgets { get; init; } = [];

    /// <summary>INVALID with an error, else the worst verdict of <see cref="Budgets"/>, waived ones apart; null for the unpruned
    /// model.</summary>
    public Verdict? Verdict { get; init; }

    internal ScoreResult? ScoreBy(MetricDefinition metric) => Scores.GetValueOrDefault(metric.Name);

    /// <summary>The times of a runtime and batch size; null where there are none.</summary>
    internal SpeedResult? SpeedAt(string runtime, int batchSize, Phase phase = Phase.Total) =>
        Speed.FirstOrDefault(cell => (cell.Runtime, cell.BatchSize, cell.Phase) == (runtime, batchSize, phase));

    /// <summary>The times that a limit on latency is about; null where there are none.</summary>
    internal SpeedResult? SpeedFor(Budget budget)
    {
        var wanted = (RuntimeFor(budget), budget.BatchSize ?? Budget.DefaultBatchSize, budget.Phase ?? Budget.DefaultPhase);
        return Speed.FirstOrDefault(cell => (cell.Runtime, cell.BatchSize, OptionsJson.NameOf(cell.Phase)) == wanted);
    }

    /// <summary>The runtime that a limit is about: what the benchmark timed first, unless the limit names one.</summary>
    internal string RuntimeFor(Budget budget) => budget.Runtime ?? (Benchmark is { Cells: [var first, ..] } ? first.Runtime : "");
}

/// <summary>How large a model is.</summary>
/// <param name="Parameters">Parameters, shared ones counted once; null where unknown.</param>
/// <param name="Bytes">Bytes of its ONNX graphs; null where unknown.</param>
public sealed record ModelSize(double? Parameters, double? Bytes)
{
    /// <summary>Whether a number can be a count of parameters or bytes: up to what a double counts one by one.</summary>
    internal static bool IsCount(double? size) => size is >= 1 and <= 1L << 53;
}

/// <summary>Indices of the kept layers, ascending from 0.</summary>
/// <param name="Encoder">Kept encoder layers.</param>
/// <param name="Decoder">Kept decoder layers.</param>
public sealed record KeptLayers(IReadOnlyList<int> Encoder, IReadOnlyList<int> Decoder);

/// <summary>What must be equal for two scores to be compared.</summary>
/// <param name="Data">Digest of the data set.</param>
/// <param name="Split">SHA-256 of the scored examples.</param>
/// <param name="Signature">Implementation and settings of the scorer and of the decoding.</param>
/// <param name="Examples">How many examples were scored.</param>
/// <param name="IdsDigest">SHA-256 of the examples' ids in order, one a line.</param>
public sealed record ScoreBasis(string Data, string Split, string Signature, int Examples, string IdsDigest)
{
    /// <summary>The split of the examples, where it is not the test split.</summary>
    public string? SplitName { get; init; }
}

/// <summary>Whether a model belongs to the Pareto set of its sweep, the unpruned model included.</summary>
/// <param name="Speed">By the headline metric and speedup.</param>
/// <param name="Parameters">By the headline metric and parameters.</param>
public sealed record FrontierResult(bool Speed, bool Parameters);

/// <summary>One example as both models answered it: with a text, a label or a value.</summary>
/// <param name="Id">The example's id.</param>
/// <param name="Document">What was read.</param>
/// <param name="Reference">What a person wrote.</param>
/// <param name="Baseline">What the baseline answered.</param>
/// <param name="Variant">What the variant answered.</param>
/// <param name="BaselineScore">The headline metric of the baseline's answer; where that metric is of the corpus, the
/// predicted value.</param>
/// <param name="VariantScore">The same of the variant's answer.</param>
public sealed record ExamplePair(
    string Id, string Document, string Reference, string Baseline, string Variant, double BaselineScore, double VariantScore);
