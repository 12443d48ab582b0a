using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>The plan of the manifest as it was at the commit that a push or a pull request set out from.</summary>
/// <param name="Plan">Null where there is none to compare with.</param>
/// <param name="Against">What it is compared with, or why with nothing, for people.</param>
internal sealed record EarlierPlan(Plan? Plan, string Against)
{
    /// <summary>The commit; null where there is none.</summary>
    public string? Commit { get; init; }

    private PipelineManifest? Manifest { get; init; }

    /// <summary>The jobs that would make everything of it.</summary>
    public IEnumerable<MatrixJob> Jobs() => Manifest is { } manifest && Plan is { } plan ? WorkMatrix.Of(manifest, plan, before: null).Jobs : [];

    /// <summary>The plan to compare with in the job that runs.</summary>
    public static EarlierPlan Read(PipelineContext context)
    {
        var (commit, why) = Start(context, new Git(context.Root));
        return commit is null ? new(null, why) : At(context, commit, why);
    }

    /// <summary>Reads it in a work tree of its own, so that recipes and files beside it are those of that commit too; planned before that tree goes.</summary>
    /// <param name="context">The run.</param>
    /// <param name="commit">40 hexadecimal characters.</param>
    /// <param name="why">What that commit is, for people.</param>
    public static EarlierPlan At(PipelineContext context, string commit, string why)
    {
        var git = new Git(context.Root);
        var tree = Directory.CreateTempSubdirectory("compression-base-").FullName;
        try
        {
            if (git.Ask("worktree", "add", "--detach", "--force", tree, commit) is null)
                return new(null, $"commit {Short(commit)} cannot be checked out, so every entry counts as changed");
            var path = Path.Combine(tree, Path.GetRelativePath(context.Root, context.Request.Manifest));
            if (!File.Exists(path))
                return new(null, $"commit {Short(commit)} has no such manifest, so every entry counts as changed");
            var (manifest, plan) = context.Pipeline.ReadEarlier(path);
            return new(plan, $"{why} {Short(commit)}") { Commit = commit, Manifest = manifest };
        }
        catch (ManifestException error)
        {
            return new(null, $"the manifest of commit {Short(commit)} has {error.Errors.Count} errors, so every entry counts as changed");
        }
        finally
        {
            git.Ask("worktree", "remove", "--force", tree);
        }
    }

    private static (string? Commit, string Why) Start(PipelineContext context, Git git)
    {
        var branch = context.Environment.GetEnvironmentVariable(ActionsVariables.BaseRef);
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
