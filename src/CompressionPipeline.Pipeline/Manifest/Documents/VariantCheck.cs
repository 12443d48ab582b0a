using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>What is wrong with the variants of an entry together: too many, the same twice, or not to be cut out of the base.</summary>
/// <param name="start">What the base is called and, where it is known, how deep it is.</param>
/// <param name="errors">Gets what is wrong.</param>
internal sealed class VariantCheck(StartingDepth start, Errors errors)
{
    /// <summary>More would be a slip of the hand: each is trained, exported, scored and timed.</summary>
    public const int Most = 256;

    public void Check(YamlMapping entry, YamlNode? sweep, IReadOnlyList<WrittenVariant> variants)
    {
        if (sweep is null && entry["variants"] is null or YamlMapping { Entries.Count: 0 })
            errors.Add(entry["variants"]?.Location ?? entry.Location, $"{entry.Path}.variants", "missing; give at least one of 'variants', or a 'sweep' here or in the recipe");
        if (variants.Count > Most)
            errors.Add(variants[Most].Variant.Location, variants[Most].Path, $"these are {variants.Count} variants; at most {Most} are possible");
        var names = new Dictionary<string, Variant>();
        var kept = new Dictionary<string, Variant>();
        foreach (var (variant, path) in variants)
        {
            if (!names.TryAdd(variant.Name, variant))
                errors.Add(variant.Location, path, $"'{variant.Name}' is there twice; {Place(names[variant.Name], variant)} has it too");
            else if (Fits(variant, path) && !kept.TryAdd(Kept(variant), variant))
                errors.Add(variant.Location, path, $"'{variant.Name}' keeps the same layers as '{kept[Kept(variant)].Name}' in {Place(kept[Kept(variant)], variant)}; keep one");
        }
    }

    private string Kept(Variant variant) => $"{variant.Encoder.Kept(start.Depth?.Encoder)}, {variant.Decoder.Kept(start.Depth?.Decoder)}";

    private bool Fits(Variant variant, string path)
    {
        if (start.Depth is not var (encoder, decoder))
            return true;
        var error = Excess("encoder", variant.Encoder, encoder) ?? Excess("decoder", variant.Decoder, decoder)
            ?? (Kept(variant) == $"{encoder}, {decoder}" ? $"keeps every layer of {start.Name}, {encoder} and {decoder}: it is the base" : null);
        if (error is not null)
            errors.Add(variant.Location, path, $"'{variant.Name}' {error}");
        return error is null;
    }

    private string? Excess(string stack, LayerSelection selection, int depth) => selection switch
    {
        { Count: { } count } when count > depth => $"keeps {count} {stack} layers, but {start.Name} has {depth}; say 1 to {depth}",
        { Indices: [.., var last] } when last >= depth => $"keeps {stack} layer {last}, but {start.Name} has the layers 0 to {depth - 1}",
        _ => null,
    };

    private static string Place(Variant other, Variant here) =>
        other.Location.File == here.Location.File ? $"line {other.Location.Line}" : $"{other.Location}";
}
