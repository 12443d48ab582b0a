using CompressionPipeline.Models.Checkpoints;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>What the three graphs are made from.</summary>
/// <param name="Config">The model's shape.</param>
/// <param name="Tensors">Its weights.</param>
internal sealed record T5GraphSource(T5Config Config, CheckpointTensors Tensors);
