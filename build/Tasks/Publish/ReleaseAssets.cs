using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Hosting;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.GitHub;

namespace CompressionPipeline.Build.Tasks.Publish;

[TaskName(nameof(Targets.ReleaseAssets))]
[TaskDescription("Judges again what was handed on and makes the files of a release of each model that passes, in artifacts/release.")]
public sealed class ReleaseAssets : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var models = ReleaseCandidates.Write(context);
        context.Log.Information(models.Count == 0 ? "There is nothing to release." : "Files of {0} lie in {1}.", string.Join(", ", models), Paths.Release);
        if (GitHubAccess.Word(context, ActionsVars.Output) is { } outputs)
            JobOutputs.Append(outputs, [new("any", models.Count > 0 ? "true" : "false")]);
    }
}
