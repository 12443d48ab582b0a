using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>The plan of the manifest at the commit that a push or a pull request started from.</summary>
/// <param name="Plan">Null where there is none to compare with.</param>
/// <param name="Against">Names the commit that is compared with, or says why there is none; for people.</param>
internal sealed record EarlierPlan(Plan? Plan, string Against)
{
    public string? Commit { get; init; }

    private PipelineManifest? Manifest { get; init; }

    public IEnumerable<MatrixJob> Jobs() =>
        Manifest is { } manifest && Plan is { } plan ? WorkMatrix.Of(manifest, plan, before: null).Jobs : [];

    public static EarlierPlan Read(PipelineContext context)
    {
        var (commit, why) = Start(context, new Git(context.Root));
        return commit is null ? new(null, why) : At(context, commit, why);
    }

    // Plans in a temporary work tree of that commit, so that recipes and files beside the manifest are its too.
    public static EarlierPlan At(PipelineContext context, string commit, string why)
    {
        var git = new Git(context.Root);
        var tree = Directory.CreateTempSubdirectory("compression-base-").FullName;
        try
        {
            if (git.Ask("worktree", "add", "--detach", "--force", tree, commit) is null)
                return new(null,
                    $"commit {Short(commit)} cannot be checked out ({git.Reason}), so every entry counts as changed");
            var path = Path.Combine(tree, Path.GetRelativePath(context.Root, context.Request.Manifest));
            if (!File.Exists(path))
                return new(null, $"commit {Short(commit)} has no such manifest, so every entry counts as changed");
            var (manifest, plan) = context.Pipeline.ReadEarlier(path);
            return new(plan, $"{why} {Short(commit)}") { Commit = commit, Manifest = manifest };
        }
        catch (ManifestException error)
        {
            var errors = $"the manifest of commit {Short(commit)} has {error.Errors.Count} errors";
            return new(null, $"{errors}, so every entry counts as changed");
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
                : (null, $"no merge base with {branch} ({Unrelated(git, branch)}), so every entry counts as changed");
        }
        // A push may contain several commits: the branch was not at the parent of the last one.
        if (ActionsEvent.Read(context.Environment).Start is { } start)
        {
            return git.Ask("rev-parse", "--verify", "--quiet", $"{start}^{{commit}}") is { Length: > 0 } commit
                ? (commit, "the commit before")
                : (null, $"commit {Short(start)} is not there ({Gone(git)}), so every entry counts as changed");
        }
        return (null, "there is no earlier commit to compare with, so every entry counts as changed");
    }

    private static string Unrelated(Git git, string branch) =>
        git.Reason is { Length: > 0 } reason ? $"git says: {reason}; run git fetch --unshallow or git fetch origin {branch}"
        : git.IsShallow ? Git.HowToDeepen
        : "the two have no common commit";

    private static string Gone(Git git) =>
        git.IsShallow ? Git.HowToDeepen : "a forced push has replaced it, or it was never fetched";

    private static string Short(string commit) => commit[..Math.Min(12, commit.Length)];
}
