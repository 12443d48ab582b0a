namespace CompressionPipeline.GitHub.Checks;

/// <summary>The content of a check run.</summary>
/// <param name="Name">The check's name, by which branches require it.</param>
/// <param name="Commit">The commit that it is about, 40 hexadecimal characters: of a pull request, its head.</param>
/// <param name="ExternalId">By which the same check run is found again; a run that reports anew takes a new one.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Title">One line.</param>
/// <param name="Summary">Markdown. What goes beyond 65,535 characters is cut off.</param>
internal sealed record Check(string Name, string Commit, string ExternalId, CheckResult Result, string Title, string Summary)
{
    /// <summary>Notes beside lines.</summary>
    public IReadOnlyList<CheckNote> Notes { get; init; } = [];

    /// <summary>Where the details are, for people; null for GitHub's own page.</summary>
    public string? DetailsUrl { get; init; }
}

/// <summary>The check run that was written.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Its address for people; null where GitHub tells none.</param>
internal sealed record CheckOutcome(long Id, string? Url);
