using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;

namespace CompressionPipeline.GitHub.Releases;

/// <summary>How good a baseline is.</summary>
public enum BaselineKind
{
    /// <summary>Made from the very content that the merge base has.</summary>
    Found,

    /// <summary>The newest release of the model, but made from other content: it is told, and deltas against it are not deltas of the change.</summary>
    Older,

    /// <summary>The model was never released with a result.</summary>
    Missing,
}

/// <summary>What was found to compare with.</summary>
/// <param name="Kind">How good it is.</param>
/// <param name="Wanted">What was looked for.</param>
public sealed record BaselineAnswer(BaselineKind Kind, ReleaseMark Wanted)
{
    /// <summary>The release's tag; null where there is none.</summary>
    public string? Tag { get; init; }

    /// <summary>The commit that the release was made from; null where it does not tell.</summary>
    public string? Commit { get; init; }

    /// <summary>The release's address for people.</summary>
    public string? Url { get; init; }

    /// <summary>Where its <c>result.json</c> lies now; null where there is none. Not checked: it is read like any foreign file.</summary>
    public string? Path { get; init; }

    /// <summary>A sentence for the comment, in Markdown.</summary>
    public string Sentence => Kind switch
    {
        BaselineKind.Found => $"Compared with the release {Markdown.Code(Tag!)}{Made}, made from the same content as the merge base {Short(Wanted.Commit)}.",
        BaselineKind.Older =>
            $"**No result of the merge base** {Short(Wanted.Commit)} is known. The newest release of {Markdown.Code(Wanted.Model)} is {Markdown.Code(Tag!)}{Made}, "
            + "made from other content: differences to it are not this change's alone.",
        _ => $"**No baseline**: {Markdown.Code(Wanted.Model)} was never released with a result, so nothing is compared with the merge base {Short(Wanted.Commit)}.",
    };

    private string Made => Commit is null ? "" : $" of {Short(Commit)}";

    private static string Short(string commit) => Markdown.Code(commit.Length > 12 ? commit[..12] : commit);
}
