namespace CompressionPipeline.Models.T5.Graph;

/// <summary>What the three graphs are made from.</summary>
/// <param name="Config">The model's shape; head counts of single layers come from the tensors.</param>
/// <param name="Tensors">Its weights.</param>
internal sealed record T5GraphSource(T5Config Config, CheckpointTensors Tensors)
{
    /// <summary>For a layer (<c>encoder.0</c>) that lost single heads: the ones it kept, by their column in the position table.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> KeptHeads { get; init; } = new Dictionary<string, IReadOnlyList<int>>();

    /// <summary>Columns of the position table that a layer uses.</summary>
    public IReadOnlyList<int> Heads(string stack, int layer) =>
        KeptHeads.GetValueOrDefault($"{stack}.{layer}") ?? [.. Enumerable.Range(0, Config.NumHeads)];
}
