using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Health;
using Spectre.Console;

namespace CompressionPipeline.Cake.Tasks;

[TaskDescription("Says what the pipeline found on this machine, how fast it is, and how to fix what is missing.")]
public sealed class Doctor(IAnsiConsole console) : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Examination.Run(context, console);
}
