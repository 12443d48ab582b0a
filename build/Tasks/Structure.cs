using Cake.Frosting;
using CompressionPipeline.Build.Diagram;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Build.Tasks;

[TaskDescription("Draws projects and namespaces into docs/structure.md; fails where they reference each other in a circle.")]
[IsDependentOn(typeof(Build))]
public sealed class Structure : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => StructurePage.Write(context);
}
