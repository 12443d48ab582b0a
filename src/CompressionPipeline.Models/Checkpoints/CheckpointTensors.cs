using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>The tensors of a checkpoint, by Hugging Face name.</summary>
internal sealed class CheckpointTensors(IReadOnlyDictionary<string, TensorData> tensors, string source)
{
    public TensorData this[string name] => tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new PipelineException($"{source} has no tensor {name}: take a whole checkpoint.");
}
