using System.Globalization;
using Cake.Common;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Tasks;

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
