using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Tasks.Model;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks;

[TaskName(nameof(Targets.Default))]
[TaskDescription("What ./build.sh does without a target: Compress.")]
[IsDependentOn(typeof(Compress))]
public sealed class Default : FrostingTask<PipelineContext>;
