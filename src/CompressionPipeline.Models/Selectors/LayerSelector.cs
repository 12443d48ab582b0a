using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Selectors;

/// <summary>Selects whole layers: as many as asked for by the keep tables, or the very ones that are named.</summary>
public static class LayerSelector
{
    /// <summary>The mask that keeps what is asked for of each stack.</summary>
    /// <param name="whole">The model's mask that keeps everything.</param>
    /// <param name="encoder">What is asked for of the encoder.</param>
    /// <param name="decoder">What is asked for of the decoder; must ask for nothing where the model has none.</param>
    /// <exception cref="PipelineException">A stack has no such layers, or is asked for in two ways.</exception>
    public static ModelMask Select(ModelMask whole, LayerChoice encoder, LayerChoice decoder)
    {
        if (whole.Decoder is null && decoder != new LayerChoice())
            throw new PipelineException(
                "prune: the model has no decoder. Remove decoder-layers, decoder-sixths or decoder-indices.");
        return whole with
        {
            Encoder = Select("encoder", whole.Encoder, encoder),
            Decoder = whole.Decoder is { } stack ? Select("decoder", stack, decoder) : null,
        };
    }

    private static StackMask Select(string name, StackMask stack, LayerChoice choice)
    {
        if (new object?[] { choice.Layers, choice.Sixths, choice.Indices }.Count(given => given is not null) > 1)
            throw new PipelineException($"prune: say only one of {name}-layers, {name}-sixths and {name}-indices.");
        var depth = stack.Layers.Count;
        if (choice.Indices is { } indices)
            return Named(name, stack, indices);
        var kept = choice.Layers ?? (choice.Sixths is { } level ? StackLevel.Kept(depth, level) : depth);
        return kept >= 1 && kept <= depth
            ? stack.WithLayers(LayerSelection.Keep(depth, kept))
            : throw new PipelineException(
                $"prune: {name}-layers is {kept}, but the {name} has {depth} layers. Say 1 to {depth}.");
    }

    private static StackMask Named(string name, StackMask stack, IReadOnlyList<int> indices)
    {
        try
        {
            return stack.WithLayers(indices);
        }
        catch (ArgumentException error)
        {
            throw new PipelineException(
                $"prune: {name}-indices is [{string.Join(", ", indices)}], "
                + $"but the {name} has the layers 0 to {stack.Layers.Count - 1}. "
                + "Name at least one, each once, ascending.", error);
        }
    }
}

/// <summary>What is asked for of one stack, in at most one of three ways; nothing keeps all of its layers.</summary>
/// <param name="Layers">How many layers to keep.</param>
/// <param name="Sixths">How many sixths of the depth to keep.</param>
/// <param name="Indices">Which layers to keep, ascending from 0.</param>
public sealed record LayerChoice(int? Layers = null, int? Sixths = null, IReadOnlyList<int>? Indices = null);
