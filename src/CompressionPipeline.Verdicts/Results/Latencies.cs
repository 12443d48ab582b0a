using System.Text.Json.Serialization;
using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Results;

/// <summary><c>latency.json</c>: how long the unpruned model and one variant take, in turns in one process.</summary>
/// <param name="Models">The models, per runtime; the unpruned one (<c>baseline</c>) first.</param>
/// <param name="Cells">One per model, runtime, batch size and phase.</param>
public sealed record Latencies(IReadOnlyList<TimedModel> Models, IReadOnlyList<LatencyCell> Cells)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "latency.json";

    /// <summary>Name of the model that is timed beside the baseline, whatever its variant is called.</summary>
    public const string Variant = "variant";

    /// <summary>Raised whenever a member changes its name or meaning.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = 4;

    /// <summary>Digest of the data set the documents are from.</summary>
    public string Data { get; init; } = "";

    /// <summary>Tokens of each source.</summary>
    public int SourceLength { get; init; }

    /// <summary>Tokens generated for each source; without meaning where no texts are generated.</summary>
    public int OutputLength { get; init; }

    /// <summary>Generations per load, model and batch size that were thrown away first.</summary>
    public int WarmUps { get; init; }

    /// <summary>What it was measured on.</summary>
    public required BenchmarkEnvironment Environment { get; init; }

    /// <summary>What made the machine noisy, a sentence each; empty where it was quiet.</summary>
    public IReadOnlyList<string> Noise { get; init; } = [];

    /// <summary>Whether texts were generated, so that there are times of more than the whole. Never written.</summary>
    [JsonIgnore]
    public bool HasPhases => Cells.Any(cell => cell.Phase != Phase.Total);

    /// <summary>The most memory that a model held under a runtime; null where it cannot be told.</summary>
    internal long? PeakBytes(string model, string runtime) =>
        Models.FirstOrDefault(timed => timed.Name == model && timed.Runtime == runtime)?.PeakBytes;

    /// <summary>A cell, or null.</summary>
    public LatencyCell? Find(string model, string runtime, int batchSize, Phase phase) =>
        Cells.FirstOrDefault(cell => cell.Model == model && cell.Runtime == runtime && cell.BatchSize == batchSize
            && cell.Phase == phase);
}

/// <summary>The parts of a run that are timed. A model that generates no text has the whole alone.</summary>
public enum Phase
{
    /// <summary>From sources to the last token, or to the labels.</summary>
    Total,

    /// <summary>The encoder alone.</summary>
    Encoder,

    /// <summary>The first decoder run, which also reads the encoder's output into its cache.</summary>
    FirstToken,

    /// <summary>Each token after the first, on average over a generation.</summary>
    Token,
}

/// <summary>A model that was timed.</summary>
/// <param name="Name"><c>baseline</c> or <c>variant</c>.</param>
/// <param name="Runtime"><c>onnxruntime</c> or <c>torch</c>.</param>
/// <param name="Bytes">Bytes of its files: ONNX graphs, or the checkpoint's weights.</param>
/// <param name="PeakBytes">The most memory it held beyond what was in use before it was loaded: of the GPU on <c>cuda</c>, else
/// of the process; null where it cannot be told.</param>
public sealed record TimedModel(string Name, string Runtime, long Bytes, long? PeakBytes);

/// <summary>The samples of one model, runtime, batch size and phase, in milliseconds.</summary>
/// <param name="Model"><c>baseline</c> or <c>variant</c>.</param>
/// <param name="Runtime"><c>onnxruntime</c> or <c>torch</c>.</param>
/// <param name="BatchSize">Documents at once.</param>
/// <param name="Phase">What was timed.</param>
/// <param name="Samples">Every timed generation in order; sample i of both models was taken in round i on the same documents, and
/// rounds 2k and
/// 2k + 1 are one turn there and back (baseline, variant, variant, baseline).</param>
public sealed record LatencyCell(string Model, string Runtime, int BatchSize, Phase Phase, IReadOnlyList<double> Samples)
{
    /// <summary>
    /// How many samples, in order, were taken each time the models were loaded anew: even numbers, alike for both models. The
    /// same model loaded twice differs in speed, so loads and not samples are what an interval counts. Empty where all are from
    /// one load.
    /// </summary>
    public IReadOnlyList<int> Loads { get; init; } = [];

    /// <summary>Unit of all times.</summary>
    public string Unit { get; init; } = "ms";

    /// <summary>What the samples say.</summary>
    public LatencySummary? Summary { get; init; }

    /// <summary>Whether a clock can have given these milliseconds: what lies outside could not be averaged either.</summary>
    internal static bool IsTime(double milliseconds) => milliseconds is >= 1e-6 and <= 1e10;
}
