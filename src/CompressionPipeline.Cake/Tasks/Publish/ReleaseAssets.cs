using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Actions;
using CompressionPipeline.GitHub.Connecting;
using CompressionPipeline.GitHub.Releases;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription("Judges again what was uploaded, and writes the release files of each model that passes to artifacts/release.")]
public sealed class ReleaseAssets : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        using var repository = GitHubAccess.TryOpen(context);
        var (models, failures) = new ReleaseCandidates(context, new RestoredArtifacts(context, repository)).Write();
        var version = ReleaseVersion.Read(context.Root);
        // What is published already is not attested again.
        foreach (var model in models.Where(model => IsPublished(context, repository, model, version)).ToList())
        {
            context.Log.Information("{0} {1} is released already.", model, version.Version);
            Directory.Delete(context.PathOf(Path.Combine(Paths.Release, model)), recursive: true);
            models.Remove(model);
        }
        var summary = models.Count == 0 ? "There is nothing to release." : "The files of {0} are in {1}.";
        context.Log.Information(summary, string.Join(", ", models), Paths.Release);
        if (GitHubAccess.Variable(context, ActionsVariables.Output) is { } outputs)
            StepFiles.AppendOutputs(outputs, [new("any", models.Count > 0 ? "true" : "false")]);
        // The models without a failure are released all the same.
        if (failures.Count > 0)
            throw new PipelineException(string.Join('\n', failures));
    }

    private static bool IsPublished(PipelineContext context, GitHubRepository? repository, string model, ReleaseVersion version)
    {
        if (repository is null)
            return false;
        var plan = ReleaseContent.Of(context, model, version);
        return new ModelRelease(repository).IsPublished(plan, context.Interrupted).GetAwaiter().GetResult();
    }
}
