using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>What the graphs are made from.</summary>
/// <param name="Config">The model's shape.</param>
/// <param name="Tensors">Its weights.</param>
/// <param name="Precision">How its matrices are written.</param>
/// <param name="Screened">Whether a head in 32 bits lies beside the fused decoder's graph, where a session screens it.</param>
internal sealed record T5GraphSource(T5Config Config, CheckpointTensors Tensors, Precision Precision, bool Screened);
