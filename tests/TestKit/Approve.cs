using System.Runtime.CompilerServices;
using Xunit;

namespace TestKit;

/// <summary>Compares what people will read with what a person approved: <c>&lt;name&gt;.verified.txt</c> beside the test's
/// source.</summary>
public static class Approve
{
    /// <summary>Set to 1, a differing text is accepted as approved; look at the diff before committing it.</summary>
    public const string EnvironmentVariable = "APPROVE";

    /// <summary>Passes if <paramref name="actual"/> equals the approved text beside the calling source file.</summary>
    /// <param name="actual">The text; line ends are compared as LF.</param>
    /// <param name="name">File name without <c>.verified.txt</c>.</param>
    /// <param name="source">Given by the compiler.</param>
    public static void Text(string actual, string name, [CallerFilePath] string source = "")
    {
        var folder = Path.GetDirectoryName(RepositoryRoot.Unmap(source))!;
        Compare(actual, Path.Combine(folder, name + ".verified.txt"), Path.Combine(folder, name + ".received.txt"), Approving);
    }

    /// <summary>Passes if <paramref name="actual"/> equals a generated file that is committed, for example a schema.</summary>
    /// <param name="actual">The text as it should be on disk.</param>
    /// <param name="path">Absolute path of the committed file.</param>
    public static void File(string actual, string path)
    {
        var received = Path.Combine(
            Path.GetDirectoryName(path)!,
            Path.GetFileNameWithoutExtension(path) + ".received" + Path.GetExtension(path));
        Compare(actual, path, received, Approving);
    }

    private static bool Approving => Environment.GetEnvironmentVariable(EnvironmentVariable) == "1";

    internal static void Compare(string actual, string verified, string received, bool approving)
    {
        actual = Normal(actual);
        var expected = System.IO.File.Exists(verified) ? Normal(System.IO.File.ReadAllText(verified)) : null;
        if (actual == expected || approving)
        {
            if (actual != expected)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(verified)!);
                System.IO.File.WriteAllText(verified, actual);
            }
            System.IO.File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        System.IO.File.WriteAllText(received, actual);
        Assert.Fail(Difference(expected, actual, verified, received));
    }

    private static string Difference(string? expected, string actual, string verified, string received)
    {
        var name = Path.GetRelativePath(RepositoryRoot.Path, verified);
        var fix = $"The whole text is in {Path.GetFileName(received)} beside it. If it is right, approve it: "
            + $"{EnvironmentVariable}=1 dotnet test";
        if (expected is null)
            return $"{name} is not there yet. {fix}";
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line])
            line++;
        return $"""
            {name} differs first in line {line + 1}:
              approved: {Line(old, line)}
              received: {Line(now, line)}
            {fix}
            """;
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index] : "(end of text)";

    private static string Normal(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
