using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.Data;
using CompressionPipeline.Stages;
using CompressionPipeline.Stages.FineTune;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Verdicts;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.Tests;

/// <summary>
/// Stages with the real names and options that only note that they ran; the gate finds what a test wants it to find.
/// </summary>
public sealed class FakeStages
{
    public FakeStages() => Set = new(
        new IStage[]
        {
            new FakeStage<DataOptions>("data", this),
            new FakeStage<FineTuneOptions>("fine-tune", this),
            new FakeStage<PruneOptions>("prune", this),
            new FakeStage<NoOptions>("export", this),
            new FakeStage<EvaluateOptions>("evaluate", this),
            new FakeStage<BenchmarkOptions>("benchmark", this),
            new FakeStage<GateOptions>("gate", this),
        }.ToDictionary(stage => stage.Name),
        _ => Digest.OfText("texts"),
        new Dictionary<string, (int Encoder, int Decoder)> { ["docs-mini"] = (4, 4) });

    public StageSet Set { get; }

    /// <summary>Names of the stages that ran, in order.</summary>
    public List<string> Ran { get; } = [];

    /// <summary>What the pruned models lose, in points; the manifest of the fixture allows 3.</summary>
    public double Rouge2Drop { get; set; } = 1;

    /// <summary>By how much more or less every other example loses.</summary>
    public double Rouge2Spread { get; set; }

    /// <summary>Parameters of the pruned model; the unpruned one has 100.</summary>
    public double Parameters { get; set; } = 50;

    /// <summary>Called in each stage, with its name.</summary>
    public Action<string> OnRun { get; set; } = _ => { };

    /// <summary>Called in each stage, with its name and the folder of its artifact.</summary>
    public Action<string, string> OnWrite { get; set; } = (_, _) => { };

    private IReadOnlyList<Metric> Run(string name, StageContext context)
    {
        Ran.Add(name);
        OnRun(name);
        OnWrite(name, Path.GetDirectoryName(context.Output("report.md"))!);
        if (name == "gate")
            Judged(FakeResult.Of(OptionsJson.Read<GateOptions>(context.Options), Rouge2Drop, Rouge2Spread, Parameters), context);
        if (name == "data")
            AtomicFile.WriteText(context.Output("dataset.json"), "{}");
        AtomicFile.WriteText(context.Output("report.md"), "# Report\n");
        return [];
    }

    private static void Judged(GateResult result, StageContext context)
    {
        result.Write(context.Output(GateResult.FileName));
        ReportFolder.Write(context.OutputFolder, result);
    }

    private sealed record NoOptions;

    private sealed class FakeStage<TOptions>(string name, FakeStages stages) : Stage<TOptions>
        where TOptions : class, new()
    {
        private readonly IStage real = StageCatalog.All()[name];

        public override string Name => name;

        public override int Version => 1;

        public override StageKind Kind => real.Kind;

        public override IReadOnlyList<string> Inputs => real.Inputs;

        public override bool RunsAlone => real.RunsAlone;

        public override bool KeyHoldsMachine => real.KeyHoldsMachine;

        protected override IReadOnlyList<Metric> Run(StageContext context, TOptions options) => stages.Run(name, context);
    }
}
