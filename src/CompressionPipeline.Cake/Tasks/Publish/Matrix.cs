using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.GitHub.Actions;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription("Lists the models that changed and the runners that compress them, as a workflow's matrix; runs nothing.")]
public sealed class Matrix : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var earlier = EarlierPlan.Read(context);
        using var repository = GitHubAccess.TryOpen(context);
        var all = context.Pipeline.Matrix(earlier.Plan);
        var done = new RestoredArtifacts(context, repository).FindCompleted([.. all.Jobs]);
        var matrix = all.Without(done.Contains);
        context.Log.Information("Compared with: {0}.", earlier.Against);
        foreach (var job in matrix.Jobs)
            context.Log.Information("{0} on {1}, at most {2} minutes", job.Name, string.Join(" + ", job.RunsOn), job.Timeout);
        context.Log.Information("{0}", Summary(matrix, done.Count));
        PlanFile.Of(Path.GetRelativePath(context.Root, context.Request.Manifest), earlier.Commit, matrix)
            .Write(context.PathOf(Paths.Plan));
        if (GitHubAccess.Variable(context, ActionsVariables.Output) is { } outputs)
        {
            StepFiles.AppendOutputs(outputs,
            [
                new("baselines", WorkMatrix.Json(matrix.Baselines)),
                new("variants", WorkMatrix.Json(matrix.Variants)),
                new("stale", matrix.Models.Count > 0 ? "true" : "false"),
            ]);
        }
    }

    private static string Summary(WorkMatrix matrix, int done) =>
        matrix.Models.Count == 0 ? "No entry changed: there is nothing to compress."
        : done == 0 ? $"{matrix.Jobs.Count()} jobs."
        : $"{matrix.Jobs.Count()} jobs; {done} more are not needed, because earlier runs made their artifacts.";
}
