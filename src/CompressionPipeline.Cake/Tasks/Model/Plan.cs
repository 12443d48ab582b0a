using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Pipeline.Planning;
using Spectre.Console;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskDescription("Says what the whole job would run and why; runs nothing.")]
public sealed class Plan(IAnsiConsole console) : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => console.Write(new Text(PlanText.Render(context.Pipeline.Inspect())));
}
