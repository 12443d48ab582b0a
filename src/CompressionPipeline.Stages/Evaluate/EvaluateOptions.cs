using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Verdicts.Metrics.Rouge;

namespace CompressionPipeline.Stages.Evaluate;

/// <summary>Options of <c>evaluate</c>.</summary>
public sealed record EvaluateOptions
{
    /// <summary>Test examples to score, the first ones in order of id; 0 scores all. Default: 0.</summary>
    [Range(0, int.MaxValue), Description("Test examples to score; 0 scores all.")]
    public int Limit { get; init; }

    /// <summary>Documents generated at once. 1 to 4,096. Default: 32.</summary>
    [Range(1, 4096), Description("Documents generated at once.")]
    public int BatchSize { get; init; } = 32;

    /// <summary>Beams; 1 is greedy, as in Campos and Zhai. 1 to 64. Default: 1.</summary>
    [Range(1, 64), Description("Beams; 1 is greedy.")]
    public int Beams { get; init; } = 1;

    /// <summary>Exponent of the length by which a beam's score is divided. -10 to 10. Default: 1.</summary>
    [Range(-10.0, 10.0), Description("Exponent of the length by which a beam's score is divided.")]
    public double LengthPenalty { get; init; } = 1.0;

    /// <summary>Tokens generated at most, end of sequence included; 0 takes the data's longest target. Default: 0.</summary>
    [Range(0, 4096), Description("Tokens generated at most; 0 takes the data's longest target.")]
    public int MaxNewTokens { get; init; }

    /// <summary>Whether words are stemmed before they are compared, as in every published ROUGE number. Default: true.</summary>
    [Description("Whether words are stemmed before they are compared.")]
    public bool Stemmer { get; init; } = true;

    /// <summary>
    /// What ROUGE-Lsum takes for a sentence. The papers put a sentence a line before they score; where a text has no newline,
    /// rules of our own do that.
    /// Default: lines-or-rules.
    /// </summary>
    [Description("What ROUGE-Lsum takes for a sentence: a line, or what our rules split where a text has no newline.")]
    public SentenceBreaks Sentences { get; init; } = SentenceBreaks.LinesOrRules;

    /// <summary>Where to generate. Default: auto.</summary>
    [Description("Where to generate.")]
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>Processor threads; 0 takes one per core. Default: 0.</summary>
    [Range(0, 1024), Description("Processor threads; 0 takes one per core.")]
    public int Threads { get; init; }
}
