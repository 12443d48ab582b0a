using System.Text.RegularExpressions;

namespace CompressionPipeline.Core;

/// <summary>
/// What an entry of a manifest, a variant, a step or a reference may be called. Names become folders, parts of file names and
/// of git tags, and stand in HTML comments, so that a name is refused here or works everywhere: see
/// https://git-scm.com/docs/git-check-ref-format.
/// </summary>
public static partial class EntryName
{
    /// <summary>
    /// The names as a regular expression, to be matched from the first to the last character. With 80 characters at most, the
    /// name of a release's zip, <c>model-variant-checkpoint.zip</c>, stays within what GitHub and file systems take.
    /// </summary>
    public const string Pattern = @"(?!.*(\.\.|--|\.lock$))(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$))"
        + "[a-z0-9]([a-z0-9._-]{0,78}[a-z0-9_])?";

    /// <summary>The pattern in words: what a name must be.</summary>
    public const string Meaning = "1 to 80 lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit and "
        + "ending in neither '.' nor '-', without '..' and '--', not ending in '.lock' and not a device such as 'nul'";

    /// <summary>Whether this may be a name.</summary>
    public static bool IsValid(string name) => Whole().IsMatch(name);

    [GeneratedRegex(@"\A(?:" + Pattern + @")\z")]
    private static partial Regex Whole();
}
