using CompressionPipeline.Core;
using CompressionPipeline.Models.Selectors;

namespace CompressionPipeline.Stages.Prune;

/// <summary>Turns what a person says of one stack into the indices that stay.</summary>
internal static class KeepRule
{
    /// <param name="stack"><c>encoder</c> or <c>decoder</c>, for messages.</param>
    /// <param name="depth">Layers the stack has.</param>
    /// <param name="layers">How many to keep, or null.</param>
    /// <param name="sixths">How many sixths of the depth to keep, or null.</param>
    /// <param name="indices">Which to keep, or null.</param>
    public static IReadOnlyList<int> Resolve(string stack, int depth, int? layers, int? sixths, IReadOnlyList<int>? indices)
    {
        if (new object?[] { layers, sixths, indices }.Count(said => said is not null) > 1)
            throw new PipelineException($"prune: say only one of {stack}-layers, {stack}-sixths and {stack}-indices.");
        if (indices is not null)
            return Checked(stack, depth, indices);
        var kept = layers ?? (sixths is { } level ? StackLevel.Kept(depth, level) : depth);
        return kept >= 1 && kept <= depth
            ? LayerSelection.Keep(depth, kept)
            : throw new PipelineException($"prune: {stack}-layers is {kept}, but the {stack} has {depth} layers. Say 1 to {depth}.");
    }

    private static IReadOnlyList<int> Checked(string stack, int depth, IReadOnlyList<int> indices)
    {
        var ascending = indices.Count > 0 && indices.Zip(indices.Skip(1)).All(pair => pair.First < pair.Second);
        return ascending && indices[0] >= 0 && indices[^1] < depth
            ? indices
            : throw new PipelineException(
                $"prune: {stack}-indices is [{string.Join(", ", indices)}], but the {stack} has the layers 0 to {depth - 1}. Name at least one, each once, ascending.");
    }
}
