using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;
using CompressionPipeline.GitHub.Runs;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.ContinuousIntegration;

// Artifacts that other jobs uploaded. The workflow puts those of this run into artifacts/restored; those of earlier runs are
// downloaded from GitHub.
internal sealed class RestoredArtifacts(PipelineContext context, GitHubRepository? repository)
{
    // The limit of one artifact; the disk of a hosted machine holds few of that size.
    private const long MostBytes = 10L << 30;

    private readonly Lazy<Func<RunArtifact, bool>> trusted = new(() => TrustedBy(context, repository!));

    /// <summary>The jobs whose artifacts an earlier run still has.</summary>
    public IReadOnlySet<MatrixJob> FindCompleted(IReadOnlyCollection<MatrixJob> jobs)
    {
        var found = Find([.. jobs.Select(job => job.Stored)]);
        return jobs.Where(job => found.ContainsKey(job.Stored)).ToHashSet();
    }

    // Downloads the artifacts that are not in artifacts/restored yet. One that no run has any more, or that is damaged, is left
    // out: the model that needs it reports that.
    public void Restore(IEnumerable<string> names)
    {
        var lacking = names.Distinct().Where(name => !Directory.Exists(FolderOf(name))).ToList();
        foreach (var (name, artifact) in Find(lacking))
        {
            context.Progress.Info($"{name}: uploaded by run {artifact.Run}, {artifact.Bytes:N0} bytes");
            try
            {
                var download = new RunArtifacts(repository!).Unpack(artifact, FolderOf(name), MostBytes, context.Interrupted);
                download.GetAwaiter().GetResult();
            }
            catch (PipelineException error)
            {
                context.Progress.Warn(error.Message);
            }
        }
    }

    private IReadOnlyDictionary<string, RunArtifact> Find(List<string> names) => repository is null || names.Count == 0
        ? new Dictionary<string, RunArtifact>()
        : new RunArtifacts(repository).Find(names, trusted.Value, context.Interrupted).GetAwaiter().GetResult();

    // Anyone who can push a branch can make a run of it upload under any name. A branch trusts what its own commits or merged
    // pull requests made; a pull request trusts all, because its branch judges again.
    private static Func<RunArtifact, bool> TrustedBy(PipelineContext context, GitHubRepository repository)
    {
        var started = ActionsEvent.Read(context.Environment);
        if (started.Branch is not { } branch)
            return static _ => true;
        var merged = new PullRequests(repository).MergedHeads(branch, context.Interrupted).GetAwaiter().GetResult();
        var git = new Git(context.Root);
        return artifact => artifact.Commit is { } commit
            && (merged.Contains(commit) || git.Ask("merge-base", "--is-ancestor", commit, "HEAD") is not null);
    }

    private string FolderOf(string name) => context.PathOf(Path.Combine(Paths.RestoredArtifacts, name));
}
