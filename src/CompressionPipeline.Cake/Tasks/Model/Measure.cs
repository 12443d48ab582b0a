using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.Measure))]
[TaskDescription("Scores and times, and leaves the verdict to a machine that has what others measured as well.")]
[IsDependentOn(typeof(Evaluate))]
[IsDependentOn(typeof(Benchmark))]
public sealed class Measure : FrostingTask<PipelineContext>;
