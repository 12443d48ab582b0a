namespace CompressionPipeline.GitHub.Connecting;

/// <summary>What a call is for, so that its failure can be explained.</summary>
/// <param name="Purpose">For example <c>create the comment on pull request 7</c>.</param>
/// <param name="Permission">What the token needs for it, for example <c>pull-requests: write</c>.</param>
internal sealed record Errand(string Purpose, string Permission)
{
    /// <summary>Why else GitHub may forbid it, and how that is fixed; null where there is nothing else.</summary>
    public string? OrElse { get; init; }
}
