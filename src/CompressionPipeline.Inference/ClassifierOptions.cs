namespace CompressionPipeline.Inference;

/// <summary>How a <see cref="Classifier"/> computes. What is not set is as the export says, and else as written here.</summary>
public sealed record ClassifierOptions
{
    // One of each text, and what stands before, between and after them.
    internal const int FewestTokens = 4;

    /// <summary>Where to compute. Default: CUDA where it can be used, else the processor.</summary>
    public Device Device { get; init; } = Device.Auto;

    /// <summary>Processor threads of one call; 0 takes one per core. At least 0. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>Texts computed at once by the overloads that take many. At least 1. Default: 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>
    /// Tokens of a text, or of both texts of a pair, that are read, special ones included; the rest is not. At least 4. Default:
    /// <c>model_max_length</c> of <c>tokenizer_config.json</c>, and at most what the model has positions for.
    /// </summary>
    public int? MaxTokens { get; init; }

    /// <summary>
    /// Whether to compare every file of the folder with the <c>SHA256SUMS</c> in it before loading, as released models have
    /// one; takes about a second for a gigabyte. Default: false.
    /// </summary>
    public bool Verify { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        if (MaxTokens is { } tokens)
            ArgumentOutOfRangeException.ThrowIfLessThan(tokens, FewestTokens, nameof(MaxTokens));
    }
}
