using System.Text.Json.Serialization;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary><c>latency.json</c>: how long each model takes, model beside model in one process.</summary>
/// <param name="Models">The models by role, the unpruned one (<c>base</c>) first.</param>
/// <param name="Cells">One per model, batch size and phase.</param>
/// <param name="Speedups">One per pruned model, batch size and phase.</param>
public sealed record Latencies(
    IReadOnlyList<TimedModel> Models, IReadOnlyList<LatencyCell> Cells, IReadOnlyList<Speedup> Speedups)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "latency.json";

    /// <summary>Role of the unpruned model.</summary>
    public const string Base = "base";

    /// <summary>Raised whenever a member changes its name or meaning.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Digest of the data set the documents are from.</summary>
    public string Data { get; init; } = "";

    /// <summary>Tokens of each source.</summary>
    public int SourceLength { get; init; }

    /// <summary>Tokens generated for each source.</summary>
    public int OutputLength { get; init; }

    /// <summary>What it was measured on.</summary>
    public required BenchmarkEnvironment Environment { get; init; }

    /// <summary>A cell, or null.</summary>
    public LatencyCell? Find(string model, int batchSize, Phase phase) =>
        Cells.FirstOrDefault(cell => cell.Model == model && cell.BatchSize == batchSize && cell.Phase == phase);

    /// <summary>A speedup, or null.</summary>
    public Speedup? FindSpeedup(string model, int batchSize, Phase phase) =>
        Speedups.FirstOrDefault(speedup => speedup.Model == model && speedup.BatchSize == batchSize && speedup.Phase == phase);
}

/// <summary>The parts of a generation that are timed.</summary>
public enum Phase
{
    /// <summary>From sources to the last token.</summary>
    Total,

    /// <summary>The encoder alone.</summary>
    Encoder,

    /// <summary>The first decoder run, which also reads the encoder's output into its cache.</summary>
    FirstToken,

    /// <summary>Each token after the first, on average over a generation.</summary>
    Token,
}

/// <summary>A model that was timed.</summary>
/// <param name="Name"><c>base</c> or the variant's name.</param>
/// <param name="Bytes">Bytes of its ONNX graphs.</param>
/// <param name="ResidentBytes">By how much the process grew when the model was loaded and generated for the first time; 0 where it took memory that was left from before.</param>
public sealed record TimedModel(string Name, long Bytes, long ResidentBytes);

/// <summary>The samples of one model, batch size and phase, in milliseconds.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="BatchSize">Documents at once.</param>
/// <param name="Phase">What was timed.</param>
/// <param name="Median">Half of the samples are below.</param>
/// <param name="P95">95 % of the samples are below.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardDeviation">Of the samples, with n - 1.</param>
/// <param name="CoefficientOfVariation">Standard deviation over mean: above 0.1 the machine was not quiet.</param>
/// <param name="Samples">Every timed generation in order; sample i of each model was taken in round i on the same documents.</param>
public sealed record LatencyCell(
    string Model,
    int BatchSize,
    Phase Phase,
    double Median,
    double P95,
    double Mean,
    double StandardDeviation,
    double CoefficientOfVariation,
    IReadOnlyList<double> Samples)
{
    /// <summary>Unit of all times.</summary>
    public string Unit { get; init; } = "ms";
}

/// <summary>The unpruned model's time over a pruned model's: above 1 the pruned one is faster.</summary>
/// <param name="Model">The pruned model.</param>
/// <param name="BatchSize">Documents at once.</param>
/// <param name="Phase">What was timed.</param>
/// <param name="Value">The ratio.</param>
/// <param name="Lower">Lower end of its 95 % interval, from a bootstrap over rounds.</param>
/// <param name="Upper">Upper end of its 95 % interval.</param>
public sealed record Speedup(string Model, int BatchSize, Phase Phase, double Value, double Lower, double Upper);
