using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Tasks.Model;

namespace CompressionPipeline.Cake.Tasks;

[TaskDescription("What ./build.sh does without a target: Compress.")]
[IsDependentOn(typeof(Compress))]
public sealed class Default : FrostingTask<PipelineContext>;
