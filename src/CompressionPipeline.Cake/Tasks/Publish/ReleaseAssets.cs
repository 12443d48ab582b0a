using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Hosting;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Actions;
using CompressionPipeline.GitHub.Connecting;
using CompressionPipeline.GitHub.Releases;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskName(nameof(Targets.ReleaseAssets))]
[TaskDescription("Judges again what was uploaded and makes the files of a release of each model that passes, in artifacts/release.")]
public sealed class ReleaseAssets : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        using var repository = GitHubAccess.TryOpen(context);
        var (models, troubles) = new ReleaseCandidates(context, new RestoredArtifacts(context, repository)).Write();
        var version = ReleaseVersion.Read(context.Root);
        // What is out already is not attested once more.
        foreach (var model in models.Where(model => repository is not null && IsOut(context, repository, model, version)).ToList())
        {
            context.Log.Information("{0} {1} is released already.", model, version.Version);
            Directory.Delete(context.PathOf(Path.Combine(Paths.Release, model)), recursive: true);
            models.Remove(model);
        }
        context.Log.Information(models.Count == 0 ? "There is nothing to release." : "Files of {0} lie in {1}.", string.Join(", ", models), Paths.Release);
        if (GitHubAccess.Word(context, ActionsVariables.Output) is { } outputs)
            JobOutputs.Append(outputs, [new("any", models.Count > 0 ? "true" : "false")]);
        // The others are released all the same.
        if (troubles.Count > 0)
            throw new PipelineException(string.Join('\n', troubles));
    }

    private static bool IsOut(PipelineContext context, GitHubRepository repository, string model, ReleaseVersion version) =>
        new ModelRelease(repository).IsPublished(ReleaseDraft.Of(context, model, version), context.Interrupted).GetAwaiter().GetResult();
}
