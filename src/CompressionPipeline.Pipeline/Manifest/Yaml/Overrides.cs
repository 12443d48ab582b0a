using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

// Arguments like fine-tune.epochs=3 as the mapping they stand for; a list or mapping is written in YAML's flow style.
internal static class Overrides
{
    private static readonly SourceLocation Place = new("command line", 0, 0);

    public static YamlMapping Read(IReadOnlyDictionary<string, string>? overrides, Errors errors)
    {
        var root = new YamlMapping(Place, "", []);
        foreach (var (key, text) in overrides ?? new Dictionary<string, string>())
        {
            if (Value(key, text, errors) is { } value)
                root = Nest(key.Split('.'), 0, value).Over(root);
        }
        return root;
    }

    private static YamlMapping Nest(string[] keys, int depth, YamlNode value)
    {
        var path = string.Join('.', keys[..(depth + 1)]);
        var inner = depth == keys.Length - 1 ? value : Nest(keys, depth + 1, value);
        return new YamlMapping(Place, string.Join('.', keys[..depth]),
            [new YamlEntry(new YamlScalar(Place, path, keys[depth], Quoted: false), inner)]);
    }

    private static YamlNode? Value(string key, string text, Errors errors)
    {
        if (text.TrimStart() is not ['[' or '{', ..])
            return new YamlScalar(Place, key, text, Quoted: false) { Argument = true };
        var broken = new Errors();
        var node = YamlReader.Read(Place.File, text, broken);
        foreach (var error in broken)
            errors.Add(Place, key, error.Message);
        return node is null ? null : Move(node, key);
    }

    private static YamlNode Move(YamlNode node, string path) => node switch
    {
        YamlScalar scalar => scalar with { Location = Place, Path = path },
        YamlSequence list => list with
        {
            Location = Place,
            Path = path,
            Items = [.. list.Items.Select((item, index) => Move(item, $"{path}[{index}]"))],
        },
        YamlMapping mapping => mapping with
        {
            Location = Place,
            Path = path,
            Entries =
            [
                .. mapping.Entries.Select(entry => new YamlEntry(
                    entry.Key with { Location = Place, Path = $"{path}.{entry.Key.Text}" },
                    Move(entry.Value, $"{path}.{entry.Key.Text}"))),
            ],
        },
        _ => node,
    };
}
