using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Connecting;
using CompressionPipeline.GitHub.Releases;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription(
    "Drafts, fills, verifies and publishes a release per model in artifacts/release; run again, it changes nothing.")]
public sealed class Release : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var version = ReleaseVersion.Read(context.Root);
        var folder = context.PathOf(Paths.Release);
        var known = context.Pipeline.Manifest.Models.Select(entry => entry.Key).ToHashSet();
        if (!Directory.Exists(folder))
            throw new PipelineException($"{Paths.Release} does not exist: run the target {Targets.ReleaseAssets} first.");
        var folders = Directory.GetDirectories(folder).Select(path => Path.GetFileName(path));
        var models = folders.Where(known.Contains).Order(StringComparer.Ordinal).ToList();
        if (models.Count == 0)
            context.Log.Information("{0} has no files of a model: there is nothing to release.", Paths.Release);
        // Nothing is published before every model is verified.
        var plans = models.Select(model => ReleaseContent.Of(context, model, version)).ToList();
        using var repository = GitHubAccess.Open(context);
        var failures = plans.Select(plan => Publish(context, repository, plan)).OfType<string>().ToList();
        if (failures.Count > 0)
            throw new PipelineException(string.Join('\n', failures));
    }

    // One refused release does not keep the others from being published.
    private static string? Publish(PipelineContext context, GitHubRepository repository, ReleasePlan plan)
    {
        try
        {
            var outcome = new ModelRelease(repository).Publish(plan, context.Interrupted).GetAwaiter().GetResult();
            context.Log.Information("Release {0}: {1} {2}", plan.Tag, outcome.Change.ToString().ToLowerInvariant(), outcome.Url);
            return null;
        }
        catch (PipelineException error)
        {
            return error.Message;
        }
    }
}
