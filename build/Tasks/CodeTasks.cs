using Cake.Common;
using Cake.Frosting;
using CompressionPipeline.Build.Diagram;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Build.Tasks;

[TaskDescription("Builds the whole solution, tests included; warnings are errors.")]
public sealed class Build : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) =>
        Dotnet.Run(context, "build", $"{Dotnet.Properties(context.Accelerator)} -v q --nologo \"-clp:ErrorsOnly;NoSummary\"");
}

[TaskDescription("Runs every test; --filter narrows. The last line counts them.")]
[IsDependentOn(typeof(Build))]
public sealed class Test : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => TestRun.Run(context);
}

[TaskDescription("Checks white space and style of every file; --fix fixes.")]
public sealed class Format : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var check = context.HasArgument(Arguments.Fix) ? "" : "--verify-no-changes";
        Dotnet.Run(context, "format", $"--exclude {Paths.Artifacts} {check}");
    }
}

[TaskDescription("Packs every project that is a package into artifacts/nuget.")]
public sealed class Pack : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Packing.Run(context);
}

[TaskDescription("Draws projects and namespaces into docs/structure.md; fails where they reference each other in a circle.")]
[IsDependentOn(typeof(Build))]
public sealed class Structure : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => StructurePage.Write(context);
}
