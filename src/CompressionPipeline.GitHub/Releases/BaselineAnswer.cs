using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub.Releases;

internal enum BaselineKind
{
    /// <summary>A release made from the same content as the merge base.</summary>
    Found,

    // The newest release of the model, but made from other content: it is told, and deltas against it are not deltas of the
    // change.
    Older,

    /// <summary>The model has no release with a result.</summary>
    Missing,
}

internal sealed record BaselineAnswer(BaselineKind Kind, ReleaseMark Wanted)
{
    public string? Tag { get; init; }

    /// <summary>The commit that the release was made from; null where the release lacks it.</summary>
    public string? Commit { get; init; }

    /// <summary>The path of its downloaded <c>result.json</c>; null where there is none. It is not verified.</summary>
    public string? Path { get; init; }

    /// <summary>A sentence for the comment, in Markdown.</summary>
    public string Sentence => Kind switch
    {
        BaselineKind.Found =>
            $"Compared with the release {Markdown.Code(Tag!)}{Made}, made from the same content as the merge base "
            + $"{Short(Wanted.Commit)}.",
        BaselineKind.Older =>
            $"**No result of the merge base** {Short(Wanted.Commit)} is known. The newest release of "
                + $"{Markdown.Code(Wanted.Model)} is {Markdown.Code(Tag!)}{Made}, "
            + "made from other content: differences to it are not this change's alone.",
        _ =>
            $"**No baseline**: {Markdown.Code(Wanted.Model)} was never released with a result, so nothing is compared with the "
            + $"merge base {Short(Wanted.Commit)}.",
    };

    private string Made => Commit is null ? "" : $" of {Short(Commit)}";

    private static string Short(string commit) => Markdown.Code(commit.Length > 12 ? commit[..12] : commit);
}
