using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Model;

[TaskName(nameof(Targets.Measure))]
[TaskDescription("Scores and times, and leaves the verdict to a machine that has what others measured as well.")]
[IsDependentOn(typeof(Evaluate))]
[IsDependentOn(typeof(Benchmark))]
public sealed class Measure : FrostingTask<PipelineContext>;
