namespace CompressionPipeline.GitHub.Comments;

/// <summary>A part of a comment, or of a step's page.</summary>
/// <param name="Title">Its heading, plain text; empty for none.</param>
/// <param name="Markdown">Its text. Markdown without HTML: tags are shown, not obeyed. Foreign words in it go through
/// <see cref="Markdown"/>.</param>
/// <param name="Importance">What is less important is left out first where not all fits.</param>
internal sealed record CommentSection(string Title, string Markdown, int Importance)
{
    /// <summary>Shown as its title only, until the reader opens it.</summary>
    public bool Folded { get; init; }

    /// <summary>
    /// Where it does not fit as a whole, as many of its lines as fit stay: for tables whose first rows matter most.
    /// </summary>
    public bool CutAtLines { get; init; }
}
