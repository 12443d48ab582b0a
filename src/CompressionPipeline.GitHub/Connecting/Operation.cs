namespace CompressionPipeline.GitHub.Connecting;

/// <summary>What a call does, so that its failure can be explained.</summary>
/// <param name="Purpose">For example <c>create the comment on pull request 7</c>.</param>
/// <param name="Permission">What the token needs for it, for example <c>pull-requests: write</c>.</param>
internal sealed record Operation(string Purpose, string Permission)
{
    /// <summary>Another reason why GitHub may forbid it, with its fix; null where there is none.</summary>
    public string? ForbiddenHint { get; init; }
}
