using Cake.Common.Build;
using Cake.Core;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Cake.Lifetime;

/// <summary>Folds each task's output into a group where the CI can fold.</summary>
internal sealed class PipelineTaskLifetime : FrostingTaskLifetime<PipelineContext>
{
    public override void Setup(PipelineContext context, ITaskSetupContext info)
    {
        if (context.BuildSystem().IsRunningOnGitHubActions)
            context.GitHubActions().Commands.StartGroup(info.Task.Name);
    }

    public override void Teardown(PipelineContext context, ITaskTeardownContext info)
    {
        context.Progress.Finish();
        if (context.BuildSystem().IsRunningOnGitHubActions)
            context.GitHubActions().Commands.EndGroup();
    }
}
