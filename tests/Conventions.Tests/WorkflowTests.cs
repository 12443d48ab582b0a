using System.Text.RegularExpressions;

namespace Conventions.Tests;

/// <summary>CI calls the same targets as people do, and nothing it has not pinned.</summary>
public static class WorkflowTests
{
    private const int MostLines = 80;

    private static readonly string[] Workflows = [.. Repository.Files(@"^\.github/workflows/.*\.ya?ml$")];

    [Fact]
    public static void Should_Stay_Short() => Convention.Holds(
        $"A workflow has at most {MostLines} lines: what it does belongs into a target.",
        from path in Workflows
        let lines = Repository.Lines(path).Length
        where lines > MostLines
        select $"{path}: {lines} lines");

    [Fact]
    public static void Should_Pin_Every_Action_By_Its_Commit() => Convention.Holds(
        "An action is pinned by its commit, with its version behind #.",
        Repository.Files(@"^\.github/.*\.ya?ml$").SelectMany(path => Convention.Lines(path, IsLoose)));

    [Fact]
    public static void Should_Grant_Nothing_By_Default() => Convention.Holds(
        "A workflow begins with `permissions: {}` and grants each job what it needs.",
        Workflows.Where(path => !Repository.Lines(path).Contains("permissions: {}")));

    [Theory]
    [InlineData("      - uses: actions/checkout@v4", true)]
    [InlineData("      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0", false)]
    [InlineData("      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8", true)]
    [InlineData("      - uses: ./.github/actions/setup", false)]
    public static void Should_Object_To_Loose_Actions_Only(string line, bool objects)
    {
        // Then
        Assert.Equal(objects, IsLoose(line));
    }

    private static bool IsLoose(string line) =>
        Regex.IsMatch(line, @"^\s*(- )?uses:\s*[^.\s]") && !Regex.IsMatch(line, @"uses:\s*\S+@[0-9a-f]{40} # v?\d");
}
