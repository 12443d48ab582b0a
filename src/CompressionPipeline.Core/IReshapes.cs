namespace CompressionPipeline.Core;

/// <summary>What a manifest can tell of the model that an entry starts from, before it is loaded.</summary>
/// <param name="Name">What messages call it: a named shape, or the last part of a checkpoint's path.</param>
/// <param name="Layers">Encoder and decoder layers; null where they are not known.</param>
public sealed record ModelShape(string Name, (int Encoder, int Decoder)? Layers)
{
    /// <summary>The options of every step of the recipe; null where they are not known.</summary>
    public IReadOnlyList<object>? Steps { get; init; }
}

/// <summary>
/// Options of a step that removes parts of a model. The manifest asks them whether a variant makes sense before any work.
/// </summary>
public interface IReshapes
{
    /// <summary>Why the options do not fit this model, as the end of a sentence about the variant; null where they fit.</summary>
    string? Misfit(ModelShape model);

    /// <summary>A text that is equal for options that make the same model of this one; null where they change nothing.</summary>
    string? Outcome(ModelShape model);
}
