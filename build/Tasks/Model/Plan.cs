using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Engine;
using Spectre.Console;

namespace CompressionPipeline.Build.Tasks.Model;

[TaskName(nameof(Targets.Plan))]
[TaskDescription("Says what the whole job would run and why; runs nothing.")]
public sealed class Plan(IAnsiConsole console) : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => console.Write(new Text(PlanText.Render(context.Pipeline.Inspect())));
}
