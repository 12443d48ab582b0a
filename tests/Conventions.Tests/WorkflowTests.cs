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

    [Fact]
    public static void Should_End_Every_Job_In_Time() => Convention.Holds(
        "A job that has a machine has a timeout-minutes.",
        from path in Workflows
        from job in Jobs(path)
        where job.Contains("\n    runs-on:") && !job.Contains("\n    timeout-minutes:")
        select $"{path}: {job.Split(':')[0].Trim()}");

    [Fact]
    public static void Should_Let_No_Superseded_Run_Go_On() => Convention.Holds(
        "A workflow that something else than a workflow starts has a concurrency group.",
        Workflows.Where(path => !Path.GetFileName(path).StartsWith('_')
            && !Repository.Lines(path).Any(line => line.TrimStart().StartsWith("concurrency:", StringComparison.Ordinal))));

    [Fact]
    public static void Should_Call_A_Reusable_Workflow_By_An_Underscore() => Convention.Holds(
        "A workflow that others call is named _so, and no other one is.",
        Workflows.Where(path => Path.GetFileName(path).StartsWith('_') != Repository.Lines(path).Contains("  workflow_call:")));

    [Fact]
    public static void Should_Never_Run_A_Forks_Code_With_Our_Rights() => Convention.Holds(
        "No workflow starts on pull_request_target.",
        Workflows.SelectMany(path => Convention.Lines(path, line =>
            line.Contains("pull_request_target", StringComparison.Ordinal))));

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

    private static string[] Jobs(string path) =>
        Regex.Split(string.Join('\n', Repository.Lines(path).SkipWhile(line => line != "jobs:").Skip(1)), @"\n(?=  [\w-]+:\n)");

    private static bool IsLoose(string line) =>
        Regex.IsMatch(line, @"^\s*(- )?uses:\s*[^.\s]") && !Regex.IsMatch(line, @"uses:\s*\S+@[0-9a-f]{40} # v?\d");
}
