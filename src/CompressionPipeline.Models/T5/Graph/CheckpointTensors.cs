using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>The tensors of a checkpoint, by Hugging Face name.</summary>
internal sealed class CheckpointTensors(IReadOnlyDictionary<string, TensorData> tensors, string source)
{
    public TensorData this[string name] => tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new PipelineException($"{source} has no tensor {name}: take a whole T5 checkpoint.");
}
