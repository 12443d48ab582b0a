using System.Text.RegularExpressions;

namespace Conventions.Tests;

/// <summary>Tests read as sentences and approve what humans read.</summary>
public static class TestGrammarTests
{
    // Between the two attributes with data may stand, some over several lines.
    private static readonly Regex TestMethod = new(
        @"(?m)^\s*\[(Fact|Theory)\b[\s\S]*?^\s*public\s+(?:static\s+)?(?:async\s+)?[\w<>]+\s+(?<name>\w+)\s*\(");

    private static readonly string[] TestFiles = [.. Repository.Files(@"^tests/.*Tests\.cs$")];

    [Fact]
    public static void Should_Call_Every_Test_Should() => Convention.Holds(
        "A test's name is a sentence that begins with Should_.",
        from path in TestFiles
        from Match match in TestMethod.Matches(Repository.Text(path))
        let name = match.Groups["name"].Value
        where !name.StartsWith("Should_", StringComparison.Ordinal)
        select $"{path}: {name}");

    [Fact]
    public static void Should_Skip_No_Test_Without_A_Reason() => Convention.Holds(
        "A skipped test says why.",
        TestFiles.SelectMany(path => Convention.Lines(path, line => Regex.IsMatch(line, @"Skip\s*=\s*""\s*"""))));

    [Fact]
    public static void Should_Approve_Nothing_That_No_Test_Writes() => Convention.Holds(
        "An approved text is named by a test beside it; others are left over.",
        from path in Repository.Files(@"^tests/.*\.verified\.txt$")
        let name = Path.GetFileName(path)[..^".verified.txt".Length]
        let folder = Path.GetDirectoryName(path)!.Replace('\\', '/')
        let sources = string.Concat(Repository.Files($"^{Regex.Escape(folder)}/[^/]+\\.cs$").Select(Repository.Text))
        where !sources.Contains(name.Split('.')[0], StringComparison.Ordinal)
        select path);

    [Fact]
    public static void Should_Commit_Nothing_Received() => Convention.Holds(
        "A received text is approved or thrown away, never committed.",
        Repository.Files(@"\.received\."));

    [Fact]
    public static void Should_Find_The_Names_Of_Tests()
    {
        // Given
        const string source = "[Theory]\n[InlineData(1,\n    2)]\npublic static async Task Does_It(int x, int y)\n"
            + "[Fact]\npublic void Should_Do() {}\n";

        // Then
        Assert.Equal(["Does_It", "Should_Do"], TestMethod.Matches(source).Select(match => match.Groups["name"].Value));
    }
}
