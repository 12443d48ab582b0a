using System.Globalization;
using Cake.Common;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Tasks;

[TaskDescription("Tries the gate on speed beside a load: a model against itself, then slowed by 5 %; --runs of each, 200 by default.")]
public sealed class Study : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var runs = context.Argument(Arguments.Runs, 200).ToString(CultureInfo.InvariantCulture);
        var arguments = new ProcessArgumentBuilder()
            .Append("run --configuration Release --project").AppendQuoted(context.PathOf("tests/Benchmarks")).Append(Toolchain.Properties(context))
            .Append("-- study --runs").Append(runs).Append("--slowed-runs").Append(runs);
        if (context.StartProcess("dotnet", new ProcessSettings { Arguments = arguments, WorkingDirectory = context.Root }) is not 0 and var code)
            throw new PipelineException($"The study ended with {code}: the counts are above. More than 1 % FAIL of a model against itself, or less than 95 % of the slowed one, is too many or too few.");
    }
}
