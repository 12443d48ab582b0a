using System.Text;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

// Manifests and recipes of version 1, in which one method was built in: refused, and shown as version 2 says the same. Comments
// are lost, so the author of the file copies what is worth keeping.
internal static class VersionOne
{
    private static readonly SourceLocation Nowhere = new("", 0, 0);

    /// <summary>Whether this is a document of version 1; then the error shows its form in version 2.</summary>
    public static bool Refuse(YamlNode root, Func<YamlMapping, YamlMapping> convert, Errors errors)
    {
        if (root is not YamlMapping document || document["version"] is not YamlScalar { Text: "1" } version)
            return false;
        errors.Add(version.Location, version.Path,
            $"version 1 is not read any more; in version 2 this file is\n\n{Text(convert(document))}");
        return true;
    }

    public static YamlMapping Recipe(YamlMapping recipe)
    {
        var shared = List(Of(("fine-tune", recipe["fine-tune"] ?? Of())));
        var stage = Of(("stage", Plain("fine-tune")));
        var variant = List(
            Of(("prune", Of(("method", Plain("layers"))))),
            Of(("re-fine-tune", recipe["re-fine-tune"] is YamlMapping again ? stage.Over(again) : stage)));
        var rest = recipe.Entries.Where(entry => entry.Key.Text is not ("version" or "fine-tune" or "prune" or "re-fine-tune"));
        return Join(Of(("version", Plain("2")), ("shared", shared), ("variant", variant)), rest.Select(Section));
    }

    public static YamlMapping Manifest(YamlMapping manifest) => manifest with
    {
        Entries = [.. manifest.Entries.Select(entry => entry.Key.Text switch
        {
            "version" => entry with { Value = Plain("2") },
            "defaults" when entry.Value is YamlMapping defaults => entry with { Value = Model(defaults) },
            "models" when entry.Value is YamlMapping models => entry with { Value = Each(models, Model) },
            _ => entry,
        })],
    };

    private static YamlMapping Model(YamlMapping model) => model with { Entries = [.. model.Entries.Select(Section)] };

    private static YamlEntry Section(YamlEntry entry) => (entry.Key.Text, entry.Value) switch
    {
        ("base", YamlMapping start) => new(Plain("init"), start with { Entries = [.. start.Entries.Select(Start)] }),
        ("variants", YamlMapping variants) => entry with { Value = Each(variants, layers => Of(("prune", layers))) },
        ("sweep", YamlMapping sweep) => entry with { Value = Sweep(sweep) },
        ("baselines", _) => entry with { Key = Plain("references") },
        _ => entry,
    };

    private static YamlEntry Start(YamlEntry entry) => entry.Key.Text switch
    {
        "init" => entry with { Key = Plain("shape") },
        "path" => entry with { Key = Plain("checkpoint") },
        _ => entry,
    };

    // A grid of levels has no form of its own any more: its points are listed, without the whole model.
    private static YamlMapping Sweep(YamlMapping sweep)
    {
        var (encoder, decoder) = (Values(sweep["encoder-levels"]), Values(sweep["decoder-levels"]));
        var levels =
            from first in encoder ?? ["6"]
            from second in decoder ?? ["6"]
            where (first, second) != ("6", "6")
            select Plain($"{first}-{second}");
        return encoder is not null || decoder is not null
            ? Of(("prune.level", List([.. levels])))
            : sweep with { Entries = [.. sweep.Entries.Select(entry => entry with { Key = Plain($"prune.{entry.Key.Text}") })] };
    }

    private static List<string>? Values(YamlNode? node) =>
        (node as YamlSequence)?.Items.OfType<YamlScalar>().Select(item => item.Text).ToList();

    private static YamlMapping Each(YamlMapping node, Func<YamlMapping, YamlMapping> change) => node with
    {
        Entries =
        [
            .. node.Entries.Select(entry => entry.Value is YamlMapping inner ? entry with { Value = change(inner) } : entry),
        ],
    };

    private static YamlScalar Plain(string text) => new(Nowhere, "", text, Quoted: false);

    private static YamlSequence List(params YamlNode[] items) => new(Nowhere, "", items);

    private static YamlMapping Of(params (string Key, YamlNode Value)[] entries) => Join(
        new YamlMapping(Nowhere, "", []), entries.Select(entry => new YamlEntry(Plain(entry.Key), entry.Value)));

    private static YamlMapping Join(YamlMapping node, IEnumerable<YamlEntry> more) =>
        node with { Entries = [.. node.Entries, .. more] };

    private static string Text(YamlNode node)
    {
        var text = new StringBuilder();
        Write(text, (YamlMapping)node, "");
        return text.ToString().TrimEnd('\n');
    }

    // What fits on a line stands on one.
    private static void Write(StringBuilder text, YamlMapping node, string indent)
    {
        foreach (var (key, value) in node.Entries)
        {
            var line = $"{indent}{Flow(key)}: {Flow(value)}";
            if (value is YamlMapping { Entries.Count: > 0 } inner && (indent.Length == 0 || line.Length > 100))
                Write(text.Append($"{indent}{Flow(key)}:\n"), inner, indent + "  ");
            else if (value is YamlSequence { Items: [YamlMapping, ..] items } && line.Length > 60)
                text.Append($"{indent}{Flow(key)}:\n").AppendJoin("", items.Select(item => $"{indent}  - {Item(item)}\n"));
            else
                text.Append(line).Append('\n');
        }
    }

    private static string Item(YamlNode item) =>
        Flow(item) is ['{', ' ', .. var inside, ' ', '}'] && item is YamlMapping { Entries.Count: 1 } ? inside : Flow(item);

    private static string Flow(YamlNode node) => node switch
    {
        YamlScalar { Quoted: true } scalar => JsonSerializer.Serialize(scalar.Text),
        YamlScalar scalar => scalar.Text.Length == 0 ? "null" : scalar.Text,
        YamlSequence list => $"[{string.Join(", ", list.Items.Select(Flow))}]",
        YamlMapping { Entries.Count: 0 } => "{}",
        YamlMapping mapping =>
            $"{{ {string.Join(", ", mapping.Entries.Select(entry => $"{Flow(entry.Key)}: {Flow(entry.Value)}"))} }}",
        _ => "",
    };
}
