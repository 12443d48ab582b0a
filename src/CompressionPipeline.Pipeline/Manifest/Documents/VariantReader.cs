using System.Text.Json.Nodes;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>Variants as they are written → the layers each keeps.</summary>
internal sealed class VariantReader(Errors errors)
{
    public IReadOnlyList<WrittenVariant> Read(YamlMapping? node, IReadOnlyDictionary<string, VariantDocument> documents)
    {
        var variants = new List<WrittenVariant>();
        foreach (var (key, value) in node?.Entries ?? [])
        {
            if (key.Text == "base")
                errors.Add(key.Location, key.Path, "'base' is the unpruned model, which is always there; give this variant another name");
            if (key.Text == "data")
                errors.Add(key.Location, key.Path, "'data' is what every variant is made of; give this variant another name");
            if (value is YamlMapping mapping && documents.TryGetValue(key.Text, out var document) && Read(key.Text, mapping, document) is var variant
                && (variant.Encoder, variant.Decoder) != (LayerSelection.All, LayerSelection.All))
                variants.Add(new(variant, key.Path));
        }
        return variants;
    }

    private Variant Read(string name, YamlMapping node, VariantDocument document)
    {
        var layers = node["encoder-layers"] ?? node["decoder-layers"];
        if (node["level"] is { } level && layers is not null)
            errors.Add(level.Location, level.Path, "'level' and layers are both given; keep one way of saying it");
        else if (node["level"] is null && layers is null)
            errors.Add(node.Location, node.Path, "this keeps every layer; give 'level', 'encoder-layers' or 'decoder-layers'");
        else if (document.Level == "6-6")
            errors.Add(node["level"]!.Location, node["level"]!.Path, "6-6 keeps every layer; it is the base");
        return new Variant
        {
            Name = name,
            Location = node.Location,
            Encoder = document.Level is [var encoder, ..] ? LayerSelection.OfSixths(encoder - '0') : Layers(node["encoder-layers"], document.EncoderLayers),
            Decoder = document.Level is [.., var decoder] ? LayerSelection.OfSixths(decoder - '0') : Layers(node["decoder-layers"], document.DecoderLayers),
        };
    }

    private LayerSelection Layers(YamlNode? node, JsonNode? json)
    {
        if (node is null || json is null)
            return LayerSelection.All;
        if (json is not JsonArray list)
        {
            var count = json.GetValue<int>();
            if (count == 0)
                errors.Add(node.Location, node.Path, "a stack needs at least one layer");
            return new() { Count = count };
        }
        var indices = list.Select(item => item!.GetValue<int>()).ToList();
        if (!indices.SequenceEqual(indices.Order().Distinct()))
            errors.Add(node.Location, node.Path, "indices must ascend, each once");
        return new() { Indices = indices };
    }
}
