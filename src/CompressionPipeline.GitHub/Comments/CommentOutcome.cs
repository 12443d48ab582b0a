namespace CompressionPipeline.GitHub.Comments;

/// <summary>When a comment is written.</summary>
internal enum CommentMode
{
    /// <summary>On each run: the comment names the newest run even where it says the same.</summary>
    Always,

    /// <summary>Only when it says something else than before. Otherwise nothing is edited, and the comment keeps the number of
    /// the run that wrote it:
    /// an older run that differs may then write over it.</summary>
    OnChange,
}

/// <summary>What became of a comment.</summary>
internal enum CommentChange
{
    /// <summary>There was none; now there is one.</summary>
    Created,

    /// <summary>It says what it was asked to say.</summary>
    Edited,

    /// <summary>It said so before.</summary>
    Unchanged,

    /// <summary>A newer run has written it, so this run did not.</summary>
    Superseded,
}

/// <summary>What became of the comment, and where it is.</summary>
/// <param name="Change">What was done.</param>
/// <param name="Id">The comment's id.</param>
/// <param name="Url">The comment's address for people; null where GitHub tells none.</param>
internal sealed record CommentOutcome(CommentChange Change, long Id, string? Url);
