using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Engine;
using CompressionPipeline.GitHub;

namespace CompressionPipeline.Build.Hosting;

/// <summary>What other jobs handed on. What this run's jobs did, the workflow lays into <c>artifacts/handed-on</c>; what earlier runs' did is fetched from GitHub.</summary>
/// <param name="context">The run.</param>
/// <param name="repository">Where to look for earlier runs; null looks nowhere.</param>
internal sealed class HandedOn(PipelineContext context, GitHubRepository? repository)
{
    // Far above any of ours, and below the disk of a hosted machine.
    private const long MostBytes = 10L << 30;

    /// <summary>The jobs whose artifacts an earlier run still has.</summary>
    public IReadOnlySet<MatrixJob> Done(IReadOnlyCollection<MatrixJob> jobs)
    {
        var found = Find([.. jobs.Select(job => job.Stored)]);
        return jobs.Where(job => found.ContainsKey(job.Stored)).ToHashSet();
    }

    /// <summary>Fetches what lies not here yet. What no run has, or has no longer, is left to whoever misses it.</summary>
    /// <param name="names">As <see cref="MatrixJob.Stored"/> and <see cref="MatrixJob.Measured"/> name them.</param>
    public void Bring(IEnumerable<string> names)
    {
        var lacking = names.Distinct().Where(name => !Directory.Exists(FolderOf(name))).ToList();
        foreach (var (name, artifact) in Find(lacking))
        {
            context.Progress.Info($"{name}: handed on by run {artifact.Run}, {artifact.Bytes:N0} bytes");
            new RunArtifacts(repository!).Unpack(artifact, FolderOf(name), MostBytes, context.Interrupted).GetAwaiter().GetResult();
        }
    }

    private IReadOnlyDictionary<string, RunArtifact> Find(List<string> names) => repository is null || names.Count == 0
        ? new Dictionary<string, RunArtifact>()
        : new RunArtifacts(repository).Find(names, stop: context.Interrupted).GetAwaiter().GetResult();

    private string FolderOf(string name) => context.PathOf(Path.Combine(Paths.HandedOn, name));
}
