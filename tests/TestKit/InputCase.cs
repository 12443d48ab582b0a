using Xunit;

namespace TestKit;

/// <summary>
/// Inputs on which the product once did the wrong thing, a folder each, in <c>shared/cases</c> beside the repository: where
/// somebody keeps them there, tests walk them.
/// </summary>
public static class InputCase
{
    private static string Root { get; } =
        System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot.Path, "..", "shared", "cases"));

    /// <summary>Why tests of cases are skipped; null where there are cases.</summary>
    internal static string? Missing => Directory.Exists(Root) ? null : "no shared/cases lies beside the repository";

    /// <summary>The path of a case's folder or file.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A file's text, in which the repository's path stands for the placeholder.</summary>
    public static string Text(params string[] parts) =>
        File.ReadAllText(Path(parts)).Replace("<repository>", RepositoryRoot.Path, StringComparison.Ordinal);
}

/// <summary>A fact about a case; skipped where there are none.</summary>
public sealed class InputCaseFactAttribute : FactAttribute
{
    /// <summary>Skips where there is no case.</summary>
    public InputCaseFactAttribute() => Skip = InputCase.Missing;
}

/// <summary>A theory about cases; skipped where there are none.</summary>
public sealed class InputCaseTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips where there is no case.</summary>
    public InputCaseTheoryAttribute() => Skip = InputCase.Missing;
}
