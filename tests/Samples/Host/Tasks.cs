using Cake.Common;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Tasks.Model;

/// <summary>Runs before the pipeline reads its data.</summary>
[TaskDescription("Prepares the texts.")]
[IsDependeeOf(typeof(Data))]
public sealed class Prepare : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Log.Information("Preparing in {0}", context.Root);
}

/// <summary>A target of the host's own, after one of the pipeline's: <c>--target Announce --channel builds</c>.</summary>
[TaskDescription("Says where the data is.")]
[IsDependentOn(typeof(Data))]
public sealed class Announce : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) =>
        context.FinalSummary.Add($"#{context.Argument("channel", "general")}: the data is ready.");
}
