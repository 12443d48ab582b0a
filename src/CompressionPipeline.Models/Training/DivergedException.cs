using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Training;

/// <summary>The loss of a training is no number any more.</summary>
internal sealed class DivergedException(string message) : PipelineException(message);
