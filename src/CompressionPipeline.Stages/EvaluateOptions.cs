using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using CompressionPipeline.Inference;
using CompressionPipeline.Verdicts.Metrics.Rouge;

namespace CompressionPipeline.Stages;

/// <summary>Options of <c>evaluate</c>.</summary>
public sealed record EvaluateOptions
{
    // Left out where it says what was always scored: keys stay what they are.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [Description("Which examples are scored. Published rows of a paper may be of the validation split.")]
    public ScoredSplit Split { get; init; }

    [Range(0, int.MaxValue), Description("Examples to score; 0 scores all.")]
    public int Limit { get; init; }

    [Range(1, 4096), Description("Documents generated at once.")]
    public int BatchSize { get; init; } = 32;

    [Range(1, 64), Description("Beams; 1 is greedy.")]
    public int Beams { get; init; } = 1;

    [Range(-10.0, 10.0), Description("Exponent of the length by which a beam's score is divided.")]
    public double LengthPenalty { get; init; } = 1.0;

    [Range(0, 4096), Description("Tokens generated at most; 0 takes the data's longest target.")]
    public int MaxNewTokens { get; init; }

    [Description("What ROUGE compares: words of a-z and 0-9, words of every script, or characters.")]
    public RougeTokenizer Tokenizer { get; init; } = RougeTokenizer.Ascii;

    [Description("Whether words are stemmed before they are compared.")]
    public bool Stemmer { get; init; } = true;

    [Description("What ROUGE-Lsum takes for a sentence: a line, or what our rules split where a text has no newline.")]
    public SentenceBreaks Sentences { get; init; } = SentenceBreaks.LinesOrRules;

    [Description("Where to generate.")]
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    [Range(0, 1024), Description("Processor threads; 0 takes one per core.")]
    public int Threads { get; init; }

    /// <summary>What scores are made with, for people.</summary>
    internal IReadOnlyDictionary<string, string> Conditions(Device device) => new Dictionary<string, string>
    {
        ["batch-size"] = BatchSize.ToString(CultureInfo.InvariantCulture),
        ["device"] = device.ToString().ToLowerInvariant(),
    };
}

/// <summary>What a model has not learnt from.</summary>
public enum ScoredSplit
{
    /// <summary>The test split.</summary>
    Test,

    /// <summary>The validation split, which training has looked at.</summary>
    Validation,
}
