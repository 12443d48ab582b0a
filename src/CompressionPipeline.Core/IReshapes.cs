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
    /// <summary>
    /// What cannot be done to this model, as the end of a sentence about the variant; null where nothing is wrong.
    /// </summary>
    string? Misfit(ModelShape model);

    /// <summary>A text that is equal for options that leave the same of this model; null where they leave all of it.</summary>
    string? Outcome(ModelShape model);
}
