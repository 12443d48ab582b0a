using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Engine;
using CompressionPipeline.Manifest;

namespace CompressionPipeline.Build.Hosting;

/// <summary>The plan of the manifest as it was at the commit that a push or a pull request set out from.</summary>
/// <param name="Plan">Null where there is none to compare with.</param>
/// <param name="Against">What it is compared with, or why with nothing, for people.</param>
internal sealed record EarlierPlan(Plan? Plan, string Against)
{
    /// <summary>The commit; null where there is none.</summary>
    public string? Commit { get; init; }

    /// <summary>Reads it in a work tree of its own, so that recipes and files beside it are those of that commit too; planned before that tree goes.</summary>
    public static EarlierPlan Read(PipelineContext context)
    {
        var git = new Git(context.Root);
        var start = Start(context, git);
        if (start.Commit is null)
            return new(null, start.Why);
        var tree = Directory.CreateTempSubdirectory("compression-base-").FullName;
        try
        {
            if (git.Ask("worktree", "add", "--detach", "--force", tree, start.Commit) is null)
                return new(null, $"commit {Short(start.Commit)} cannot be checked out, so every entry counts as changed");
            var path = Path.Combine(tree, Path.GetRelativePath(context.Root, context.Request.Manifest));
            return File.Exists(path)
                ? new(context.Pipeline.PlanEarlier(path), $"{start.Why} {Short(start.Commit)}") { Commit = start.Commit }
                : new(null, $"commit {Short(start.Commit)} has no such manifest, so every entry counts as changed");
        }
        catch (ManifestException fault)
        {
            return new(null, $"the manifest of commit {Short(start.Commit)} has {fault.Faults.Count} faults, so every entry counts as changed");
        }
        finally
        {
            git.Ask("worktree", "remove", "--force", tree);
        }
    }

    private static (string? Commit, string Why) Start(PipelineContext context, Git git)
    {
        var branch = context.Environment.GetEnvironmentVariable(ActionsVars.BaseRef);
        if (!string.IsNullOrEmpty(branch))
        {
            return git.Ask("merge-base", "HEAD", $"origin/{branch}") is { Length: > 0 } commit
                ? (commit, $"merge base with {branch}")
                : (null, $"there is no merge base with {branch} here (fetch-depth: 0 in checkout?), so every entry counts as changed");
        }
        // A push may bring several commits: the parent of the last one is not what was there before.
        if (ActionsEvent.Read(context.Environment).Start is { } start)
        {
            return git.Ask("rev-parse", "--verify", "--quiet", $"{start}^{{commit}}") is { Length: > 0 } commit
                ? (commit, "the commit before")
                : (null, $"commit {Short(start)}, which was there before, is not here any more (a forced push?), so every entry counts as changed");
        }
        return (null, "there is no earlier commit to compare with, so every entry counts as changed");
    }

    private static string Short(string commit) => commit[..Math.Min(12, commit.Length)];
}
