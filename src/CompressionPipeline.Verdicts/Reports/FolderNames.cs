namespace CompressionPipeline.Verdicts.Reports;

// Names of folders for names that may hold anything: what a file was edited to say must not lead out of its folder.
internal static class FolderNames
{
    private const int Longest = 80;

    /// <summary>One folder name per name, in the same order, no two alike.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(name => Free(Plain(name), taken))];
    }

    private static string Plain(string name)
    {
        var plain = string.Concat(name.Take(Longest).Select(letter => IsPlain(letter) ? letter : '-')).Trim('.', '-');
        return plain.Length == 0 ? "variant" : plain;
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.';

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var i = 2; !taken.Add(free); i++)
            free = $"{name}-{i}";
        return free;
    }
}
