using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Training;

/// <summary>What a model computes is no number any more.</summary>
internal sealed class DivergedException(string message) : PipelineException(message);
