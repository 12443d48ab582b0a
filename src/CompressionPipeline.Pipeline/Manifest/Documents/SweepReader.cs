using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>A sweep as it is written → a variant for each point of its grid.</summary>
internal sealed class SweepReader(Errors errors)
{
    private const int WholeLevel = 6;

    /// <summary>A value of one list; null is the whole stack, of which nothing is said.</summary>
    private sealed record Point(int? Value, SourceLocation Location);

    public IReadOnlyList<WrittenVariant> Read(YamlMapping? node)
    {
        if (node is null)
            return [];
        var layers = (Encoder: node["encoder-layers"], Decoder: node["decoder-layers"]);
        var levels = (Encoder: node["encoder-levels"], Decoder: node["decoder-levels"]);
        if ((layers.Encoder ?? layers.Decoder) is not null && (levels.Encoder ?? levels.Decoder) is { } level)
            return Refuse(level, "layers and levels are both given; keep one way of saying it");
        if ((layers.Encoder ?? layers.Decoder ?? levels.Encoder ?? levels.Decoder) is null)
            return node.Entries.Count > 0 ? [] : Refuse(node, "this sweeps nothing; give 'encoder-layers' and 'decoder-layers', or 'encoder-levels' and 'decoder-levels'");
        var (encoder, decoder) = (Points(layers.Encoder ?? levels.Encoder, node), Points(layers.Decoder ?? levels.Decoder, node));
        if ((long)encoder.Count * decoder.Count > VariantCheck.Most)
            return Refuse(node, $"this makes {encoder.Count} x {decoder.Count} variants; at most {VariantCheck.Most} are possible");
        var grid = Grid(encoder, decoder, (levels.Encoder ?? levels.Decoder) is not null, node.Path);
        return grid.Count > 0 || encoder.Count * decoder.Count == 0 ? grid : Refuse(node, "this sweeps only 6-6, which is the base");
    }

    private static List<WrittenVariant> Grid(IReadOnlyList<Point> encoder, IReadOnlyList<Point> decoder, bool inSixths, string path) =>
    [
        .. from first in encoder
           from second in decoder
           where !inSixths || (first.Value ?? WholeLevel, second.Value ?? WholeLevel) != (WholeLevel, WholeLevel)
           let place = (second.Value is null ? first : second).Location
           select new WrittenVariant(inSixths ? AtLevels(first.Value, second.Value, place) : AtLayers(first.Value, second.Value, place), path),
    ];

    private static Variant AtLayers(int? encoder, int? decoder, SourceLocation place) => new()
    {
        Name = string.Join('-', new[] { encoder is null ? null : $"e{encoder}", decoder is null ? null : $"d{decoder}" }.OfType<string>()),
        Encoder = new LayerSelection { Count = encoder },
        Decoder = new LayerSelection { Count = decoder },
        Location = place,
    };

    private static Variant AtLevels(int? encoder, int? decoder, SourceLocation place) => new()
    {
        Name = $"{encoder ?? WholeLevel}-{decoder ?? WholeLevel}",
        Encoder = LayerSelection.OfSixths(encoder ?? WholeLevel),
        Decoder = LayerSelection.OfSixths(decoder ?? WholeLevel),
        Location = place,
    };

    private static List<Point> Points(YamlNode? node, YamlMapping sweep) => node is null
        ? [new Point(null, sweep.Location)]
        : [.. (node as YamlSequence)?.Items.Select(item => new Point((int?)Limits.Number(item), item.Location)).Where(point => point.Value is not null) ?? []];

    private IReadOnlyList<WrittenVariant> Refuse(YamlNode place, string message)
    {
        errors.Add(place.Location, place.Path, message);
        return [];
    }
}
