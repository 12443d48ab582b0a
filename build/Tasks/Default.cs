using Cake.Frosting;
using CompressionPipeline.Build.Context;

namespace CompressionPipeline.Build.Tasks;

[TaskName(nameof(Vocabulary.Targets.Default))]
[TaskDescription("What ./build.sh does without a target.")]
public sealed class Default : FrostingTask<PipelineContext>;
