using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Hosting;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Engine;
using CompressionPipeline.GitHub;

namespace CompressionPipeline.Build.Tasks.Publish;

[TaskName(nameof(Targets.Matrix))]
[TaskDescription("Says which models changed since the base and who compresses them, as a workflow's matrix; runs nothing.")]
public sealed class Matrix : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var earlier = EarlierPlan.Read(context);
        var matrix = context.Pipeline.Matrix(earlier.Plan);
        context.Log.Information("Compared with: {0}.", earlier.Against);
        foreach (var job in matrix.Bases.Concat(matrix.Variants))
            context.Log.Information("{0} on {1}, at most {2} minutes", job.Name, string.Join(" + ", job.RunsOn), job.Timeout);
        context.Log.Information(matrix.IsEmpty ? "No entry changed: there is nothing to compress." : "{0} jobs.", matrix.Bases.Count + matrix.Variants.Count);
        PlanFile.Of(context.Pipeline.Manifest, Path.GetRelativePath(context.Root, context.Request.Manifest), matrix).Write(context.PathOf(Paths.Plan));
        if (context.Environment.GetEnvironmentVariable(ActionsVars.Output) is { Length: > 0 } outputs)
        {
            JobOutputs.Append(outputs,
            [
                new("bases", WorkMatrix.Json(matrix.Bases)),
                new("variants", WorkMatrix.Json(matrix.Variants)),
                new("stale", matrix.IsEmpty ? "false" : "true"),
            ]);
        }
    }
}
