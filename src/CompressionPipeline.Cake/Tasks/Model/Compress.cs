using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.Compress))]
[TaskDescription("The whole job, from the manifest to the verdict; runs only what is stale.")]
[IsDependentOn(typeof(Gate))]
public sealed class Compress : FrostingTask<PipelineContext>;
