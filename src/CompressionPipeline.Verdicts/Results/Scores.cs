using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary><c>scores.json</c>: what an exported model scores on examples that it has not learnt from.</summary>
/// <param name="Data">Digest of the data set.</param>
/// <param name="Split">SHA-256 over id, document and summary of the scored examples: scores of different splits are not
/// compared.</param>
/// <param name="Signature">Implementation and settings of the scorers, the split in short, the number of examples and the
/// decoding: scores of different signatures are not compared.</param>
/// <param name="Ids">The scored examples, in ordinal order; the samples of each metric stand in the same order.</param>
/// <param name="Metrics">The metrics of quality that the catalogue has, each with its samples or components, and
/// <c>generated-length</c> in tokens with the end of sequence.</param>
public sealed record Scores(string Data, string Split, string Signature, IReadOnlyList<string> Ids, IReadOnlyList<Metric> Metrics)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "scores.json";

    /// <summary>Name of the metric that counts generated tokens.</summary>
    public const string GeneratedLength = "generated-length";

    /// <summary>Raised whenever a member changes its name or meaning.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = 2;

    /// <summary>The split that was scored, where it is not the test split.</summary>
    public string? SplitName { get; init; }

    /// <summary>Documents that were generated at once, threads and device: what it was made with, for people.</summary>
    public IReadOnlyDictionary<string, string> Conditions { get; init; } = new Dictionary<string, string>();

    /// <summary>Mean precision of each ROUGE measure, in points.</summary>
    public IReadOnlyDictionary<string, double> Precision { get; init; } = new Dictionary<string, double>();

    /// <summary>Mean recall of each ROUGE measure, in points.</summary>
    public IReadOnlyDictionary<string, double> Recall { get; init; } = new Dictionary<string, double>();

    /// <summary>Generated texts in which no letter and no digit of any script stands; null where none are generated.</summary>
    public int? EmptyTexts { get; init; }

    /// <summary>A metric by name, or null.</summary>
    public Metric? Find(string name) => Metrics.FirstOrDefault(metric => metric.Name == name);
}
