namespace Conventions.Tests;

/// <summary>Fails with the rule, its reason and every culprit at once.</summary>
internal static class Convention
{
    public static void Holds(string rule, IEnumerable<string> culprits)
    {
        var found = culprits.ToList();
        if (found.Count > 0)
            Assert.Fail($"{rule}\n{string.Join('\n', found.Select(culprit => "  " + culprit))}");
    }

    /// <summary>Every line of a text that a rule objects to, as <c>path:line: text</c>.</summary>
    public static IEnumerable<string> Lines(string path, Func<string, bool> objects) =>
        Repository.Lines(path).Select((text, i) => (text, number: i + 1)).Where(line => objects(line.text))
            .Select(line => $"{path}:{line.number}: {line.text.Trim()}");
}
