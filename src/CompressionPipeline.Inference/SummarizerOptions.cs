namespace CompressionPipeline.Inference;

/// <summary>
/// How a <see cref="Summarizer"/> computes and writes. What is not set is as the export says, and else as written here.
/// </summary>
public sealed record SummarizerOptions
{
    /// <summary>Where to compute. Default: CUDA where it can be used, else the processor.</summary>
    public Device Device { get; init; } = Device.Auto;

    /// <summary>Processor threads of one call; 0 takes one per core. At least 0. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Texts computed at once by the overload that takes many; a finished one leaves the others. At least 1. Default: 8, the most
    /// that the fused decoder of a large vocabulary takes. In a batch of another size or length sums end in another last bit, so
    /// that of two tokens as likely as each other up to rounding the other one may be taken.
    /// </summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>
    /// Sequences kept in parallel; 1 is greedy. At least 1. Default: <c>num_beams</c> of <c>generation_config.json</c>, else 1.
    /// </summary>
    public int? Beams { get; init; }

    /// <summary>
    /// Exponent of the length by which a beam's score is divided; larger values favour longer summaries. Finite.
    /// Default: <c>length_penalty</c> of <c>generation_config.json</c>, else 1.
    /// </summary>
    public double? LengthPenalty { get; init; }

    /// <summary>
    /// Tokens of a summary at most, end of sequence included. At least 1. Default: <c>max_new_tokens</c> of
    /// <c>generation_config.json</c>, else 128.
    /// </summary>
    public int? MaxNewTokens { get; init; }

    /// <summary>
    /// Tokens before which no summary ends. At least 0. Default: <c>min_new_tokens</c> of <c>generation_config.json</c>, else 0.
    /// </summary>
    public int? MinNewTokens { get; init; }

    /// <summary>
    /// Tokens of prefix and text that are read; the rest of a longer text is not. At least 2. Default: <c>model_max_length</c>
    /// of <c>tokenizer_config.json</c>, else 512.
    /// </summary>
    public int? MaxSourceTokens { get; init; }

    /// <summary>
    /// What stands before every text. Default: the prefix for summarization in <c>config.json</c>, else <c>"summarize: "</c>,
    /// which T5 learned.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>
    /// Whether to compare every file of the folder with the <c>SHA256SUMS</c> in it before loading, as released models have
    /// one; takes about a second for a gigabyte. Default: false.
    /// </summary>
    public bool Verify { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        AtLeast(Beams, 1, nameof(Beams));
        AtLeast(MaxNewTokens, 1, nameof(MaxNewTokens));
        AtLeast(MinNewTokens, 0, nameof(MinNewTokens));
        if (MinNewTokens > MaxNewTokens)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MinNewTokens), MinNewTokens, $"MinNewTokens must be at most MaxNewTokens, which is {MaxNewTokens}.");
        }
        AtLeast(MaxSourceTokens, 2, nameof(MaxSourceTokens));
        if (LengthPenalty is { } penalty && !double.IsFinite(penalty))
            throw new ArgumentOutOfRangeException(nameof(LengthPenalty), penalty, "LengthPenalty must be finite.");
    }

    private static void AtLeast(int? value, int least, string name)
    {
        if (value < least)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {least}.");
    }
}
