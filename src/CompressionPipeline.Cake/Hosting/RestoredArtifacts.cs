using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;
using CompressionPipeline.GitHub.Runs;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>What other jobs uploaded. What this run's jobs did, the workflow lays into <c>artifacts/restored</c>; what earlier runs' did is fetched from GitHub.</summary>
/// <param name="context">The run.</param>
/// <param name="repository">Where to look for earlier runs; null looks nowhere.</param>
internal sealed class RestoredArtifacts(PipelineContext context, GitHubRepository? repository)
{
    // One artifact. A hosted machine's disk holds few of that size.
    private const long MostBytes = 10L << 30;

    private readonly Lazy<Func<RunArtifact, bool>> trusted = new(() => Trust(context, repository!));

    /// <summary>The jobs whose artifacts an earlier run still has.</summary>
    public IReadOnlySet<MatrixJob> Done(IReadOnlyCollection<MatrixJob> jobs)
    {
        var found = Find([.. jobs.Select(job => job.Stored)]);
        return jobs.Where(job => found.ContainsKey(job.Stored)).ToHashSet();
    }

    /// <summary>Fetches what lies not here yet. What no run has, or has no longer, or has in no sound archive, is left to whoever misses it.</summary>
    /// <param name="names">As <see cref="MatrixJob"/> names them.</param>
    /// <exception cref="PipelineException">GitHub would not say what there is.</exception>
    public void Bring(IEnumerable<string> names)
    {
        var lacking = names.Distinct().Where(name => !Directory.Exists(FolderOf(name))).ToList();
        foreach (var (name, artifact) in Find(lacking))
        {
            context.Progress.Info($"{name}: uploaded by run {artifact.Run}, {artifact.Bytes:N0} bytes");
            try
            {
                new RunArtifacts(repository!).Unpack(artifact, FolderOf(name), MostBytes, context.Interrupted).GetAwaiter().GetResult();
            }
            catch (PipelineException error)
            {
                // Whoever misses it says so, of its own model alone.
                context.Progress.Warn(error.Message);
            }
        }
    }

    private IReadOnlyDictionary<string, RunArtifact> Find(List<string> names) => repository is null || names.Count == 0
        ? new Dictionary<string, RunArtifact>()
        : new RunArtifacts(repository).Find(names, trusted.Value, context.Interrupted).GetAwaiter().GetResult();

    // Whoever may push a branch may let a run of it upload under any name. What is released comes from what was merged, or main made it itself;
    // a pull request may look everywhere: main judges once more.
    private static Func<RunArtifact, bool> Trust(PipelineContext context, GitHubRepository repository)
    {
        var happened = ActionsEvent.Read(context.Environment);
        if (happened.Branch is not { } branch)
            return static _ => true;
        var merged = new PullRequests(repository).MergedHeads(branch, context.Interrupted).GetAwaiter().GetResult();
        var git = new Git(context.Root);
        return artifact => artifact.Commit is { } commit && (merged.Contains(commit) || git.Ask("merge-base", "--is-ancestor", commit, "HEAD") is not null);
    }

    private string FolderOf(string name) => context.PathOf(Path.Combine(Paths.RestoredArtifacts, name));
}
