using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Prune;

/// <summary>
/// Options of <c>prune</c>: the method that decides what goes, and what it needs. What is not said of a stack leaves it whole.
/// </summary>
public sealed record PruneOptions : IValidatableObject, IReshapes
{
    private const int WholeLevel = 6;

    [Description("What decides which parts of the model go: `layers` removes whole layers by their position.")]
    public PruneMethod Method { get; init; }

    [Choice(typeof(int), typeof(IReadOnlyList<int>)), Range(0, 1000), MinLength(1)]
    [ShortName("e"), Example("6"), Example("[0, 3, 5]")]
    [Description("Encoder layers to keep: how many (the keep tables say which), or a list of indices from 0.")]
    public LayerChoice? EncoderLayers { get; init; }

    [Choice(typeof(int), typeof(IReadOnlyList<int>)), Range(0, 1000), MinLength(1)]
    [ShortName("d"), Example("2"), Example("[0, 5]")]
    [Description("Decoder layers to keep: how many (the keep tables say which), or a list of indices from 0.")]
    public LayerChoice? DecoderLayers { get; init; }

    [RegularExpression("[1-6]-[1-6]", ErrorMessage = "encoder and decoder depth in sixths, for example 6-2")]
    [ShortName(""), Example("\"6-2\"")]
    [Description("Instead of layers, encoder and decoder depth in sixths: 6-2 keeps the encoder and a third of the decoder.")]
    public string? Level { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Level is not null && (EncoderLayers ?? DecoderLayers) is not null)
            yield return new ValidationResult("'level' and layers are both given; keep one way of saying it", [nameof(Level)]);
        if (EncoderLayers?.Mistake() is { } encoder)
            yield return new ValidationResult(encoder, [nameof(EncoderLayers)]);
        if (DecoderLayers?.Mistake() is { } decoder)
            yield return new ValidationResult(decoder, [nameof(DecoderLayers)]);
    }

    public string? Misfit(ModelShape model) => model.Layers is not var (encoder, decoder) ? null
        : EncoderLayers?.Misfit("encoder", model.Name, encoder) ?? DecoderLayers?.Misfit("decoder", model.Name, decoder);

    public string? Outcome(ModelShape model)
    {
        if (model.Layers is not var (encoder, decoder))
            return this == new PruneOptions { Method = Method } || Level == "6-6"
                ? null
                : OptionsJson.Canonical(OptionsJson.Write(this));
        var kept = $"{Kept(EncoderLayers, Level?[0], encoder)}, {Kept(DecoderLayers, Level?[^1], decoder)}";
        return kept == $"{encoder}, {decoder}" ? null : kept;
    }

    /// <summary>The indices of the layers that stay.</summary>
    /// <exception cref="PipelineException">The model has fewer layers.</exception>
    internal (IReadOnlyList<int> Encoder, IReadOnlyList<int> Decoder) Keep(int encoderDepth, int decoderDepth)
    {
        var mistake = EncoderLayers?.Mistake() ?? DecoderLayers?.Mistake();
        if ((mistake ?? Misfit(new("the model", (encoderDepth, decoderDepth)))) is { } error)
            throw new PipelineException($"prune: {error}.");
        var encoder = Chosen(EncoderLayers, Level?[0], encoderDepth);
        var decoder = Chosen(DecoderLayers, Level?[^1], decoderDepth);
        return (encoder.Keep(encoderDepth), decoder.Keep(decoderDepth));
    }

    // Counts and indices are told apart: the keep tables may choose the very layers that somebody lists, and then
    // both are worth a try.
    private static string Kept(LayerChoice? layers, char? sixths, int depth) => Chosen(layers, sixths, depth) switch
    {
        { Count: { } count } => $"{count}",
        { Indices: var indices } when indices.Count == depth => $"{depth}",
        { Indices: var indices } => string.Join(' ', indices.Select(index => $"#{index}")),
    };

    private static LayerChoice Chosen(LayerChoice? layers, char? sixths, int depth) =>
        layers ?? StackLevel.Kept(depth, sixths - '0' ?? WholeLevel);
}

/// <summary>What decides which parts of a model go.</summary>
public enum PruneMethod
{
    /// <summary>Whole layers, by their position in the stack.</summary>
    Layers,
}
