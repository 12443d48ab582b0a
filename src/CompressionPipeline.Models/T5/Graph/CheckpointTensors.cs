using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>The tensors of a checkpoint, by Hugging Face name.</summary>
internal sealed class CheckpointTensors(IReadOnlyDictionary<string, TensorData> tensors, string source)
{
    public static CheckpointTensors Read(string folder)
    {
        var path = Path.Combine(folder, "model.safetensors");
        return new(Safetensors.Read(path), path);
    }

    public TensorData this[string name] => tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new PipelineException($"{source} has no tensor {name}: take a whole T5 checkpoint.");

    /// <summary>Distinct numbers in the model; a copy of the tied embedding counts once.</summary>
    public long Count(bool tied) => tensors
        .Where(t => !t.Key.EndsWith(".embed_tokens.weight", StringComparison.Ordinal) && !(tied && t.Key == "lm_head.weight"))
        .Sum(t => t.Value.Shape.Aggregate(1L, (product, size) => product * size));
}
