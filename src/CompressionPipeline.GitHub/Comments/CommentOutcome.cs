namespace CompressionPipeline.GitHub.Comments;

/// <summary>When a comment is edited.</summary>
public enum CommentMode
{
    /// <summary>On each run, so that the comment names the newest run.</summary>
    Always,

    /// <summary>Only when it says something else than before. Otherwise nothing is edited, and the comment keeps the number of
    /// the run that wrote it:
    /// an older run that differs may then write over it.</summary>
    OnChange,
}

/// <summary>What was done with a comment.</summary>
public enum CommentChange
{
    /// <summary>It was created.</summary>
    Created,

    /// <summary>It was edited.</summary>
    Edited,

    /// <summary>It had the same text before.</summary>
    Unchanged,

    /// <summary>A newer run wrote it, so this run did not.</summary>
    Superseded,
}

/// <summary>What was done with the comment, and its address.</summary>
/// <param name="Change">What was done.</param>
/// <param name="Id">The comment's id.</param>
/// <param name="Url">The comment's address for people; null where GitHub tells none.</param>
internal sealed record CommentOutcome(CommentChange Change, long Id, string? Url);
