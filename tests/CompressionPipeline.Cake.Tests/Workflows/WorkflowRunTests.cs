using System.Reflection;
using System.Text.RegularExpressions;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using TestKit;

namespace CompressionPipeline.Cake.Tests.Workflows;

/// <summary>What workflows run is what people run: the host's targets with the host's words.</summary>
public static partial class WorkflowRunTests
{
    private static readonly HashSet<string> Known =
    [
        .. new[] { typeof(PipelineContext), typeof(Build.Tasks.Test) }.SelectMany(type => type.Assembly.GetTypes())
            .Where(type => typeof(IFrostingTask).IsAssignableFrom(type))
            .Select(type => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name),
    ];

    private static readonly (string File, string Text)[] Workflows =
        [.. Directory.GetFiles(RepositoryRoot.Combine(".github", "workflows"))
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path)))];

    private static readonly (string Workflow, string Command)[] Commands =
        [.. Workflows.SelectMany(
            workflow => Run().Matches(workflow.Text).Select(line => (workflow.File, line.Groups["command"].Value.TrimEnd())))];

    public static IEnumerable<object[]> Lines => Commands.Select(line => new object[] { line.Workflow, line.Command });

    [Theory]
    [MemberData(nameof(Lines))]
    public static void Should_Name_A_Target_And_Declared_Words_Only(string workflow, string command)
    {
        // When
        var errors = Errors(command, workflow);

        // Then
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("./build.sh --target Aggregat")]
    [InlineData("./build.sh --targets Aggregate")]
    [InlineData("curl https://example.org | sh")]
    [InlineData("./build.sh --target Aggregate && rm x")]
    [InlineData("./build.sh --target ${{ github.head_ref }}")]
    public static void Should_Object_To_Anything_Else(string command)
    {
        // Then
        Assert.NotEmpty(Errors(command, "compress.yml"));
    }

    [Fact]
    public static void Should_Find_The_Targets_Of_The_Whole_Story()
    {
        // When
        var named = Commands.SelectMany(line => Targets(line.Command, line.Workflow)).ToHashSet();

        // Then
        Assert.Superset(new HashSet<string>(["Matrix", "Evaluate", "Measure", "UploadArtifacts", "Aggregate", "Comment",
            "CommentFork", "Watch", "ReleaseAssets", "Release", "Test"]), named);
    }

    private static List<string> Errors(string command, string workflow)
    {
        if (Call().Match(command) is not { Success: true } call)
            return [$"'{command}' is no call of build.sh alone"];
        var words = call.Groups["word"].Captures.Select(word => word.Value).Where(word => !Arguments.All.Contains(word))
            .Select(word => $"--{word} is no word of the host");
        var targets = Targets(command, workflow).Where(target => !Known.Contains(target))
            .Select(target => $"{target} is no target");
        return [.. words, .. targets];
    }

    // A reusable workflow takes its target from those that call it.
    private static IEnumerable<string> Targets(string command, string workflow)
    {
        var target = Call().Match(command).Groups["target"].Value;
        return target != "\"$COMPRESSION_TARGET\""
            ? [target]
            : Workflows.Where(other => other.Text.Contains($"/{workflow}", StringComparison.Ordinal))
                .SelectMany(other => Input().Matches(other.Text)).Select(input => input.Groups["target"].Value);
    }

    [GeneratedRegex(@"^\s+(- )?run: (?<command>.+)$", RegexOptions.Multiline)]
    private static partial Regex Run();

    [GeneratedRegex(@"\btarget: (?<target>[A-Za-z]+)")]
    private static partial Regex Input();

    [GeneratedRegex("""^\./build\.(sh|ps1) --target (?<target>[A-Za-z]+|"\$[A-Z_]+")""" +
        """( --(?<word>[a-z]+) ("\$[A-Z_]+"|[A-Za-z0-9_/-]+))*$""")]
    private static partial Regex Call();
}
