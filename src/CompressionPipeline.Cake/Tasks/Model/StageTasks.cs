using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Pipeline.Planning;
using Spectre.Console;

namespace CompressionPipeline.Cake.Tasks.Model;

/// <summary>A target that runs the plan up to the step or stage of its name.</summary>
public abstract class StageTask : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.Reach(GetType().Name);
}

[TaskDescription("Times the exported models against each other.")]
[IsDependentOn(typeof(Export))]
public sealed class Benchmark : StageTask;

[TaskDescription("The whole job, from the manifest to the verdict; runs only what is stale.")]
[IsDependentOn(typeof(Gate))]
public sealed class Compress : FrostingTask<PipelineContext>;

[TaskDescription("Reads the texts and splits them into training, validation and test.")]
public sealed class Data : StageTask;

[TaskDescription("Scores the exported models on the test split.")]
[IsDependentOn(typeof(Export))]
public sealed class Evaluate : StageTask;

[TaskDescription("Exports every model to ONNX and checks it against the model it came from.")]
[IsDependentOn(typeof(FineTune))]
[IsDependentOn(typeof(ReFineTune))]
public sealed class Export : StageTask;

[TaskDescription("Fine-tunes the unpruned model.")]
[IsDependentOn(typeof(Data))]
public sealed class FineTune : StageTask;

[TaskDescription("Judges every variant by its budgets; fails where one is broken.")]
[IsDependentOn(typeof(Evaluate))]
[IsDependentOn(typeof(Benchmark))]
public sealed class Gate : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Results.Judge(context);
}

[TaskDescription("Scores and times, and leaves the verdict to a machine that has what others measured as well.")]
[IsDependentOn(typeof(Evaluate))]
[IsDependentOn(typeof(Benchmark))]
public sealed class Measure : FrostingTask<PipelineContext>;

[TaskDescription("Says what the whole job would run and why; runs nothing.")]
public sealed class Plan(IAnsiConsole console) : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => console.Write(new Text(PlanText.Render(context.Pipeline.Inspect())));
}

[TaskDescription("Cuts out what each variant leaves of the model.")]
[IsDependentOn(typeof(FineTune))]
public sealed class Prune : StageTask;

[TaskDescription("Fine-tunes each pruned model again.")]
[IsDependentOn(typeof(Prune))]
public sealed class ReFineTune : StageTask;

[TaskDescription("Looks for sub-networks that no other one beats, where the recipe says so.")]
[IsDependentOn(typeof(FineTune))]
public sealed class Search : StageTask;
