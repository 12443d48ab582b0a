using System.Diagnostics;
using System.Text.Json.Nodes;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using Loopback;
using TestKit;

namespace CompressionPipeline.Cake.Tests;

/// <summary>
/// The host in a repository with a history, in the environment that GitHub sets, with a GitHub that listens on this machine.
/// </summary>
public sealed class ActionsFixture : IAsyncLifetime, IDisposable
{
    public const int Pull = 7;

    // The history before any change is the same for every test: it is made once, then copied.
    private static readonly TemporaryFolder Template = new();
    private static readonly Lock Beginning = new();
    private static string? firstCommit;

    public HostFixture Host { get; } = new();

    public HurriedClock Clock { get; } = new();

    public LoopbackGitHub Hub { get; private set; } = null!;

    public string MergeBase { get; private set; } = "";

    public string Head { get; private set; } = "";

    public string Output => Host.Output;

    public string Errors => Host.Errors;

    /// <summary>Everything but the store and the results is in the history.</summary>
    public async Task InitializeAsync()
    {
        Hub = await LoopbackGitHub.Start();
        Host.Write(".gitignore", "artifacts/\nactions/\n");
        Head = MergeBase = BeginHistory();
    }

    /// <summary>Changes the manifest on a branch and opens a pull request with it, or pushes to the open one.</summary>
    public void Push(string manifest, string from = LoopbackGitHub.FullName)
    {
        Host.Write("models.yaml", manifest);
        Head = Commit("a change");
        Hub.OpenPull(Pull, Head, MergeBase, from);
        OnPullRequest(from);
    }

    /// <summary>The environment of a job that a pull request started.</summary>
    public void OnPullRequest(string from = LoopbackGitHub.FullName, int run = 1)
    {
        Job("pull_request", run, $$"""
            { "pull_request": { "number": {{Pull}}, "head": { "sha": "{{Head}}", "repo": { "full_name": "{{from}}" } },
                "base": { "repo": { "full_name": "{{LoopbackGitHub.FullName}}" } } } }
            """);
        Set(ActionsVariables.BaseRef, "main");
    }

    /// <summary>The environment of a job, as GitHub sets it.</summary>
    public void Job(string eventName, int run, string eventJson)
    {
        Host.Write("actions/event.json", eventJson);
        foreach (var file in new[] { "output", "summary" })
            Host.Write($"actions/{file}", "");
        Set(ActionsVariables.Token, LoopbackGitHub.Token);
        Set(ActionsVariables.Repository, LoopbackGitHub.FullName);
        Set(ActionsVariables.ApiUrl, Hub.ApiUrl);
        Set(ActionsVariables.ServerUrl, "https://ghe.example.org");
        Set("GITHUB_EVENT_NAME", eventName);
        Set(ActionsVariables.EventPath, Host.File("actions", "event.json"));
        Set(ActionsVariables.BaseRef, "");
        Set(ActionsVariables.Sha, Head);
        Set(ActionsVariables.RunId, $"{run}");
        Set(ActionsVariables.RunAttempt, "1");
        Set(ActionsVariables.Output, Host.File("actions", "output"));
        Set(ActionsVariables.StepSummary, Host.File("actions", "summary"));
        Set(EnvironmentVariables.Machine, "labels");
    }

    /// <summary>What the workflow hands to its gate.</summary>
    public void After(string planned = "success", string compressed = "success", string stale = "true")
    {
        Set(EnvironmentVariables.Planned, planned);
        Set(EnvironmentVariables.Baselines, compressed);
        Set(EnvironmentVariables.Variants, compressed);
        Set(EnvironmentVariables.Stale, stale);
    }

    /// <summary>Another machine compresses and uploads; the store here stays as it was.</summary>
    public void CompressElsewhere(string target = "Measure")
    {
        Set(EnvironmentVariables.Store, Host.File("actions", "elsewhere"));
        Run(target);
        Run("UploadArtifacts");
        Directory.CreateDirectory(Host.File("artifacts"));
        var restored = Host.File("artifacts", "restored");
        if (Directory.Exists(restored))
            Directory.Delete(restored, recursive: true);
        Directory.Move(Host.File("artifacts", "upload"), restored);
        Set(EnvironmentVariables.Store, null);
        Host.Stages.Ran.Clear();
    }

    /// <summary>A target in that environment; the exit code as a shell sees it.</summary>
    public int Run(string target, params string[] args) => Host.Run(["--target", target, .. args]);

    public string Summary => System.IO.File.ReadAllText(Host.File("actions", "summary"));

    public string Outputs => System.IO.File.ReadAllText(Host.File("actions", "output"));

    public string Comment => (string)Assert.Single(Hub.AllComments)["body"]!;

    /// <summary>The one release: published, and of exactly the files that were made.</summary>
    public JsonObject Released(string model = "docs")
    {
        var release = Assert.Single(Hub.AllReleases);
        Assert.False((bool)release["draft"]!);
        Assert.Equal(
            Directory.GetFiles(Host.File("artifacts", "release", model))
                .Select(file => $"{Path.GetFileName(file)} uploaded {Digest.OfFile(file)}").Order(StringComparer.Ordinal),
            (
                (JsonArray)release["assets"]!).Select(
                asset =>
                    $"{asset!["name"]} {asset["state"]} "
                    + $"{Digest.OfBytes(Hub.BytesOf((int)asset["id"]!))}").Order(StringComparer.Ordinal));
        return release;
    }

    public void Set(string name, string? value) => Host.Set(name, value);

    public string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", .. arguments])
        {
            WorkingDirectory = Host.File(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, errors.Result);
        return output.Trim();
    }

    private string BeginHistory()
    {
        lock (Beginning)
        {
            if (firstCommit is null)
                return firstCommit = MakeHistory();
        }
        CopyFolder(Template.Path, Host.File(".git"));
        return firstCommit;
    }

    private string MakeHistory()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Template.Dispose();
        Git("init", "--quiet", "--template=", "--initial-branch=main");
        var commit = Commit("the base");
        Git("update-ref", "refs/remotes/origin/main", commit);
        CopyFolder(Host.File(".git"), Template.Path);
        return commit;
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    public string Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", message);
        return Git("rev-parse", "HEAD");
    }

    public async Task DisposeAsync() => await Hub.DisposeAsync();

    public void Dispose() => Host.Dispose();
}
