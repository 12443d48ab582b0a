using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Search;

namespace CompressionPipeline.Stages.Prune;

/// <summary>
/// Options of <c>prune</c>: the method that decides what goes, and what it needs. What is not said of a stack leaves it whole.
/// </summary>
public sealed record PruneOptions : TrainerOptions, IValidatableObject, IReshapes
{
    private const int WholeLevel = 6;

    private static readonly PruneMethod[] OneShot = [PruneMethod.Magnitude, PruneMethod.Taylor, PruneMethod.Combined];
    private static readonly PruneMethod[] Gated = [PruneMethod.Nash, PruneMethod.Cofi, PruneMethod.Auto];
    private static readonly PruneMethod[] ByLayers =
        [PruneMethod.Layers, PruneMethod.Combined, PruneMethod.Nash, PruneMethod.Vocabulary];

    // Options of training are not listed: a recipe says them once, for variants of several methods.
    private static readonly Dictionary<string, PruneMethod[]> MethodsOf = new()
    {
        [nameof(EncoderLayers)] = ByLayers,
        [nameof(DecoderLayers)] = [.. ByLayers, PruneMethod.Auto],
        [nameof(Level)] = [PruneMethod.Layers, PruneMethod.Combined, PruneMethod.Vocabulary],
        [nameof(LayerRule)] = ByLayers,
        [nameof(Heads)] = OneShot,
        [nameof(FeedForward)] = OneShot,
        [nameof(Stacks)] = [.. OneShot, PruneMethod.Fisher],
        [nameof(Importance)] = [PruneMethod.Combined],
        [nameof(Calibration)] = [PruneMethod.Taylor, PruneMethod.Combined, PruneMethod.Fisher],
        [nameof(Sparsity)] = [.. Gated, PruneMethod.Fisher],
        [nameof(Uniform)] = [.. OneShot, .. Gated],
        [nameof(RoundTo)] = [.. OneShot, .. Gated],
        [nameof(Pick)] = [PruneMethod.Search],
    };

    /// <summary>Gates train with the rates of NASH (Ko et al., arXiv 2310.10054).</summary>
    public PruneOptions()
    {
        LearningRate = 3e-5;
        Schedule = LearningRateSchedule.Linear;
        WeightDecay = 0;
    }

    [Description("What decides which parts of the model go: `layers` removes whole layers by their position, the others "
        + "heads and feed-forward units too, or pieces of the tokenizer.")]
    public PruneMethod Method { get; init; }

    [Choice(typeof(int), typeof(IReadOnlyList<int>)), Range(0, 1000), MinLength(1)]
    [ShortName("e"), Example("6"), Example("[0, 3, 5]")]
    [Description("Encoder layers to keep: how many (the keep tables say which), or a list of indices from 0.")]
    public LayerChoice? EncoderLayers { get; init; }

    [Choice(typeof(int), typeof(IReadOnlyList<int>)), Range(0, 1000), MinLength(1)]
    [ShortName("d"), Example("2"), Example("[0, 5]")]
    [Description(
        "Decoder layers to keep: how many (the keep tables say which), or a list of indices from 0. "
        + "With `auto`, the decoder comes to the size of so many layers.")]
    public LayerChoice? DecoderLayers { get; init; }

    [RegularExpression("[1-6]-[1-6]", ErrorMessage = "encoder and decoder depth in sixths, for example 6-2")]
    [ShortName(""), Example("\"6-2\"")]
    [Description("Instead of layers, encoder and decoder depth in sixths: 6-2 keeps the encoder and a third of the decoder.")]
    public string? Level { get; init; }

    [Description("Which layers stay where their number is said; by default `uniform` for `nash` and else `tables`.")]
    public LayerRule? LayerRule { get; init; }

    [Choice(typeof(double), typeof(string)), Range(0.0, 1.0)]
    [RegularExpression(Share.Pattern, ErrorMessage = "a share, for example 30%")]
    [ShortName("h"), Example("\"30%\"")]
    [Description("Share of the attention heads that goes.")]
    public Share? Heads { get; init; }

    [Choice(typeof(double), typeof(string)), Range(0.0, 1.0)]
    [RegularExpression(Share.Pattern, ErrorMessage = "a share, for example 30%")]
    [ShortName("f"), Example("\"30%\"")]
    [Description("Share of the feed-forward units that goes.")]
    public Share? FeedForward { get; init; }

    [Description("Which stacks lose heads and units.")]
    public PrunedStacks Stacks { get; init; }

    [Description("What `combined` ranks heads and units by.")]
    public ImportanceMeasure Importance { get; init; }

    [Range(1, 1_000_000), Description("Training examples that `taylor` and `fisher` look at.")]
    public int Calibration { get; init; } = 256;

    [Range(0.01, 0.95), ShortName("s"), Example("0.3")]
    [Description("Share of the weights in layers that goes: of the encoder (`nash`, `auto`), of the model "
        + "(`cofi`), or of the `stacks` (`fisher`).")]
    public double? Sparsity { get; init; }

    [Range(0.0, 1.0), Description("Share of the steps over which the target of the sparsity rises from 0.")]
    public double SparsityWarmUp { get; init; } = 0.33;

    [Range(1e-6, 1.0), Description("Learning rate of the gates.")]
    public double MaskLearningRate { get; init; } = 0.01;

    [Description("Makes all layers of a stack equally wide; stock T5 code loads the model if both stacks come out alike.")]
    public bool Uniform { get; init; }

    [Range(1, 4096), Example("64")]
    [Description("Rounds the feed-forward units of each layer up to a multiple, for example 8, 16 or 64.")]
    public int RoundTo { get; init; } = 1;

    [Choice(typeof(int), typeof(string)), Range(3, 1 << 24)]
    [RegularExpression(PieceChoice.Used, ErrorMessage = PieceChoice.Used)]
    [ShortName("v"), Example("\"used\""), Example("2000")]
    [Description("What stays of the vocabulary, with any method: the pieces that the training texts use, or a number of pieces, "
        + "the most used ones. `vocabulary` keeps the used ones if nothing is said, the others keep all.")]
    public PieceChoice? Keep { get; init; }

    [Description("Which sub-network of a search's front to take.")]
    public PickOptions Pick { get; init; } = new();

    /// <summary>The method as recipes write it.</summary>
    internal string MethodName => OptionsJson.NameOf(Method);

    /// <summary>What stays of the vocabulary; null where all of it does.</summary>
    internal PieceChoice? Pieces => Keep ?? (Method == PruneMethod.Vocabulary ? new() : null);

    /// <summary>Whether gates are trained.</summary>
    internal bool IsGated => Gated.Contains(Method);

    /// <summary>Whether layers of the encoder lose heads or units.</summary>
    internal bool NarrowsEncoder => Stacks != PrunedStacks.Decoder;

    /// <summary>Whether layers of the decoder do, where there is one.</summary>
    internal bool NarrowsDecoder => Stacks != PrunedStacks.Encoder && Method != PruneMethod.Nash;

    /// <summary>Whether heads and units are ranked by their weights alone.</summary>
    internal bool IsByMagnitude => Method == PruneMethod.Magnitude
        || (Method == PruneMethod.Combined && Importance == ImportanceMeasure.Magnitude);

    /// <summary>Whether examples are looked at.</summary>
    internal bool NeedsData => Pieces is not null
        || (Method is not (PruneMethod.Layers or PruneMethod.Search) && !IsByMagnitude);

    /// <summary>How the widths of layers may differ.</summary>
    internal WidthLayout Layout => new(Uniform, RoundTo);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var mistake in Mistakes())
            yield return mistake;
        foreach (var name in OptionsJson.Said(this, MethodsOf.Keys.Where(name => !MethodsOf[name].Contains(Method))))
        {
            var users = string.Join(", ", MethodsOf[name].Select(OptionsJson.NameOf));
            yield return new ValidationResult($"is of no use to method {MethodName}; it belongs to {users}", [name]);
        }
        if (Method == PruneMethod.Auto && DecoderLayers is { Count: null })
            yield return new ValidationResult("method auto takes a number of decoder layers", [nameof(DecoderLayers)]);
        if (Level is not null && (EncoderLayers ?? DecoderLayers) is not null)
            yield return new ValidationResult("'level' and layers are both given; keep one way of saying it", [nameof(Level)]);
        if (Heads?.Value >= 1 && FeedForward?.Value >= 1)
            yield return new ValidationResult("takes every head and every unit, and leaves no model", [nameof(Heads)]);
        if (EncoderLayers?.Mistake() is { } encoder)
            yield return new ValidationResult(encoder, [nameof(EncoderLayers)]);
        if (DecoderLayers?.Mistake() is { } decoder)
            yield return new ValidationResult(decoder, [nameof(DecoderLayers)]);
    }

    // A recipe alone need not say these: each variant may.
    private string? Missing =>
        OneShot.Contains(Method) && (Heads ?? FeedForward) is null
            ? $"says neither heads nor feed-forward, and method {MethodName} needs one of them"
        : Method == PruneMethod.Search && Pick.Best is null ? "says no pick with best, and method search needs one"
        : MethodsOf[nameof(Sparsity)].Contains(Method) && Sparsity is null
            ? $"says no sparsity, and method {MethodName} needs one"
        : null;

    public string? Misfit(ModelShape model) => (Missing ?? Unsearched(model.Steps)) is { } missing ? missing
        : model.Layers is not var (encoder, decoder) ? null
        : Pieces is not null && decoder == 0
            ? $"prunes the vocabulary, which can be done to a T5 only; {model.Name} has no decoder"
        : EncoderLayers?.Misfit("encoder", model.Name, encoder) ?? DecoderLayers?.Misfit("decoder", model.Name, decoder);

    // What a pick names must have been searched for, which takes hours.
    private string? Unsearched(IReadOnlyList<object>? steps)
    {
        if (Method != PruneMethod.Search || steps is null)
            return null;
        if (steps.OfType<SearchOptions>().LastOrDefault() is not { Objectives: var objectives })
            return "takes what a search has found, and the recipe has no step 'search'";
        return new[] { Pick.Best! }.Concat(Pick.Within.Keys).Concat(Pick.Limits.Keys)
            .FirstOrDefault(name => !objectives.Contains(name)) is { } unknown
            ? $"picks by '{unknown}', and the objectives of the search are {string.Join(", ", objectives)}"
            : null;
    }

    public string? Outcome(ModelShape model)
    {
        var said = OptionsJson.Canonical(OptionsJson.Write(this));
        if (Method != PruneMethod.Layers || Pieces is not null)
            return said;
        if (model.Layers is not var (encoder, decoder))
        {
            var isWhole = said == OptionsJson.Canonical(OptionsJson.Write(new PruneOptions())) || Level == "6-6";
            return isWhole ? null : said;
        }
        var second = decoder == 0 ? "0" : Kept(DecoderLayers, Level?[^1], decoder);
        var kept = $"{Kept(EncoderLayers, Level?[0], encoder)}, {second}";
        return kept == $"{encoder}, {decoder}" ? null : kept;
    }

    /// <summary>The indices of the layers that stay.</summary>
    /// <exception cref="PipelineException">The model has fewer layers.</exception>
    internal (IReadOnlyList<int> Encoder, IReadOnlyList<int> Decoder) KeepLayers(int encoderDepth, int decoderDepth)
    {
        var mistake = Missing ?? EncoderLayers?.Mistake() ?? DecoderLayers?.Mistake();
        if ((mistake ?? Misfit(new("the model", (encoderDepth, decoderDepth)))) is { } error)
            throw new PipelineException($"prune: {error}.");
        var encoder = Chosen(EncoderLayers, Level?[0], encoderDepth);
        // An encoder alone has no second stack to choose from.
        var decoder = decoderDepth == 0 ? new() : Chosen(DecoderLayers, Level?[^1], decoderDepth);
        var rule = LayerRule
            ?? (Method == PruneMethod.Nash ? Models.Selectors.LayerRule.Uniform : Models.Selectors.LayerRule.Tables);
        return (encoder.Keep(encoderDepth, rule), decoder.Keep(decoderDepth, rule));
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
