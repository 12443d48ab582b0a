using System.Globalization;
using Cake.Common;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;
using CompressionPipeline.Build.Diagram;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Tasks;

[TaskDescription("Builds the whole solution, tests included; warnings are errors.")]
public sealed class Build : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) =>
        Dotnet.Run(context, "build", $"{Dotnet.Properties(context.Accelerator)} -v q --nologo \"-clp:ErrorsOnly;NoSummary\"");
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

[TaskDescription("Tests the speed gate beside a load: a model against itself, then slowed by 5 %; --runs of each, default 200.")]
public sealed class GateStudy : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var runs = context.Argument(Arguments.Runs, 200).ToString(CultureInfo.InvariantCulture);
        var arguments = new ProcessArgumentBuilder()
            .Append("run --project").AppendQuoted(context.PathOf(Paths.Benchmarks)).Append(Dotnet.Properties(context.Accelerator))
            .Append("-- study --runs").Append(runs).Append("--slowed-runs").Append(runs);
        var settings = new ProcessSettings { Arguments = arguments, WorkingDirectory = context.Root };
        if (context.StartProcess("dotnet", settings) is not 0 and var code)
        {
            throw new PipelineException($"The study ended with {code}: the counts are above. Of the verdicts on a model against "
                + "itself at most 1 % may be FAIL, of those on the slowed one at least 95 % must be.");
        }
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

[TaskDescription("Runs every test; --filter narrows. The last line counts them.")]
[IsDependentOn(typeof(Build))]
public sealed class Test : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => TestRun.Run(context);
}
