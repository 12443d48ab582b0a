using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Tasks.Model;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks;

[TaskName(nameof(Targets.Default))]
[TaskDescription("What ./build.sh does without a target: Compress.")]
[IsDependentOn(typeof(Compress))]
public sealed class Default : FrostingTask<PipelineContext>;
