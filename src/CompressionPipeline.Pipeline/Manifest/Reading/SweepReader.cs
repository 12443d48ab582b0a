using System.Text.RegularExpressions;
using CompressionPipeline.Pipeline.Manifest.Shapes;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>A sweep as it is written, lists of values by option path → a variant for each point of the grid.</summary>
internal sealed partial class SweepReader(RecipeDocument recipe, Vocabulary vocabulary, Errors errors)
{
    private sealed record Axis(string[] Path, Member Option, IReadOnlyList<YamlNode> Values);

    public IReadOnlyList<WrittenVariant> Read(YamlMapping? node)
    {
        if (node is null)
            return [];
        if (node.Entries.Count == 0)
            errors.Add(node.Location, node.Path,
                "this sweeps nothing; give an option with its values, for example 'prune.decoder-layers: [1, 2]'");
        var axes = Flat(node, []).Select(entry => Read(entry.Path, entry.Key, entry.Value)).OfType<Axis>().ToList();
        if (axes.Aggregate(1L, (product, axis) => Math.Min(product * axis.Values.Count, int.MaxValue)) > VariantReader.Most)
        {
            var sizes = string.Join(" x ", axes.Select(axis => axis.Values.Count));
            errors.Add(node.Location, node.Path, $"this makes {sizes} variants; at most {VariantReader.Most} are possible");
            return [];
        }
        IEnumerable<IReadOnlyList<YamlNode>> grid = [[]];
        foreach (var axis in axes)
            grid = grid.SelectMany(point => axis.Values.Select(IReadOnlyList<YamlNode> (value) => [.. point, value]));
        return axes.Count == 0 ? [] : [.. grid.Select(point => Variant(node, axes, point))];
    }

    // On a command line the path of an option is nested, in a file one key.
    private static IEnumerable<(string[] Path, YamlScalar Key, YamlNode Value)> Flat(YamlMapping node, string[] above) =>
        node.Entries.SelectMany(
            entry => ((string[])[.. above, .. entry.Key.Text.Split('.')]) is var path && entry.Value is YamlMapping inner
            ? Flat(inner, path)
            : [(path, entry.Key, entry.Value)]);

    private Axis? Read(string[] path, YamlScalar key, YamlNode value)
    {
        var valid = recipe.OfVariants.ToList();
        if (!recipe.Whole)
            return null;
        if (valid.Find(section => section.Name == path[0]) is not { } section)
        {
            var names = valid.ConvertAll(one => one.Name);
            return Refuse(key, recipe.Sections.Any(section => section.Name == path[0])
                ? $"'{path[0]}' runs once for all variants, which may differ in {string.Join(", ", names)}"
                : $"there is no step '{path[0]}'; {NearestKey.Hint(path[0], names)}");
        }
        var options = vocabulary.OptionsOf(section.Stage.Name);
        if (options.Find(path[1..]) is not { } option)
        {
            var hint = NearestKey.Hint(string.Join('.', path[1..]), [.. options.Members.Select(member => member.Key)]);
            return Refuse(key, $"there is no such option; {hint}");
        }
        return value switch
        {
            YamlSequence { Items.Count: > 0 } list => new Axis(path, option, list.Items),
            YamlSequence => Refuse(value, "at least 1 must be given"),
            _ => Refuse(value, $"expected a list, not {value.Kind}"),
        };
    }

    private static WrittenVariant Variant(YamlMapping sweep, IReadOnlyList<Axis> axes, IReadOnlyList<YamlNode> point)
    {
        var node = new YamlMapping(sweep.Location, sweep.Path, []);
        foreach (var (axis, value) in axes.Zip(point))
            node = Nested(axis.Path, value).Over(node);
        var names = axes.Zip(point, (axis, value) => Prefix(axis, axes) + Text(value));
        var name = Repeated().Replace(string.Join('-', names).TrimStart('.', '_', '-'), "$1");
        return new(name, node, point[^1].Location, sweep.Path);
    }

    private static YamlMapping Nested(string[] path, YamlNode value)
    {
        var inner = path.Length == 1 ? value : Nested(path[1..], value);
        return new(value.Location, value.Path, [new(new YamlScalar(value.Location, value.Path, path[0], Quoted: false), inner)]);
    }

    /// <summary>The option's own letters, else its key, else, where two have the same key, its path.</summary>
    private static string Prefix(Axis axis, IReadOnlyList<Axis> axes) =>
        axis.Option.ShortName
        ?? (axes.Count(other => other.Path[^1] == axis.Path[^1]) == 1 ? axis.Path[^1] : string.Join('.', axis.Path)) + "-";

    private static string Text(YamlNode value) => value switch
    {
        YamlScalar { IsNull: true } => "null",
        // A value's sign tells it from another one.
        YamlScalar { Text: ['-', .. var positive] } scalar => "minus-" + Text(scalar with { Text = positive }),
        YamlScalar scalar => string.Concat(scalar.Text.ToLowerInvariant().Select(letter =>
            letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-' ? letter : '-')).Trim('-'),
        YamlSequence list => string.Join('.', list.Items.Select(Text)),
        _ => "",
    };

    [GeneratedRegex(@"([.-])\1+")]
    private static partial Regex Repeated();

    private Axis? Refuse(YamlNode place, string message)
    {
        errors.Add(place.Location, place.Path, message);
        return null;
    }
}
