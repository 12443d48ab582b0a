using CompressionPipeline.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

// YAML text → nodes with places; anchors and merge keys resolved, duplicate keys, tags that are not obeyed, and broken syntax
// reported. Depth and size are limited, those of repeated aliases too, because all that follows walks the nodes.
internal sealed class YamlReader
{
    private const int MostLevels = 64;
    private const int MostNodes = 100_000;
    private const string CoreTag = "tag:yaml.org,2002:";

    /// <summary>A node that aliases repeat, how many levels it has and how many nodes.</summary>
    private sealed record Anchored(YamlNode Node, int Levels, int Nodes);

    private readonly string file;
    private readonly Errors errors;
    private readonly Parser parser;
    private readonly Dictionary<AnchorName, Anchored> anchors = [];
    private readonly Stack<Mark> brackets = [];
    private int level;
    private int deepest;
    private int nodes;

    private YamlReader(string file, string text, Errors errors)
    {
        this.file = file;
        this.errors = errors;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>The document's root, or null where the syntax is broken; then the errors say where.</summary>
    public static YamlNode? Read(string file, string text, Errors errors)
    {
        if (TryRead(file, text, errors, out var broken) is { } root)
            return root;
        var tabs = new Errors();
        if (Tabs.Replace(file, text, tabs) is not { } variants)
        {
            errors.Add(broken!.Location, "", broken.Message);
            return null;
        }
        errors.AddRange(tabs);
        return variants.Select(variant => TryRead(file, variant, errors, out _)).FirstOrDefault(root => root is not null);
    }

    private static YamlNode? TryRead(string file, string text, Errors errors, out ManifestError? broken)
    {
        var attempt = new Errors();
        var reader = new YamlReader(file, text, attempt);
        broken = null;
        try
        {
            var root = reader.ReadDocument();
            errors.AddRange(attempt);
            return root;
        }
        catch (YamlException error)
        {
            broken = reader.Broken(error.Start, Tidy(error.Message) + (error is AnchorNotFoundException ? "" : reader.Unclosed));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner gives up on some unclosed braces without saying so.
            broken = reader.Broken(
                reader.parser.Current?.End ?? Mark.Empty, $"a line does not fit what stands before it{reader.Unclosed}");
        }
        return null;
    }

    private string Unclosed =>
        brackets.TryPeek(out var opened) ? $"; what opens in line {opened.Line}, column {opened.Column} may not be closed" : "";

    private ManifestError Broken(Mark mark, string message) => new(Location(file, mark), "", $"this is not YAML: {message}");

    private YamlNode ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
            return new YamlMapping(new SourceLocation(file, 1, 1), "", []);
        parser.Consume<DocumentStart>();
        var root = ReadNode("");
        parser.Consume<DocumentEnd>();
        if (parser.Current is DocumentStart second)
            errors.Add(Location(file, second.Start), "",
                "a second YAML document begins here and would be ignored: remove the '---'");
        return root;
    }

    private YamlNode ReadNode(string path, SourceLocation? key = null)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!anchors.TryGetValue(alias.Value, out var target))
                throw new AnchorNotFoundException(
                    alias.Start, alias.End, $"The alias '*{alias.Value}' stands before its anchor '&{alias.Value}'.");
            Take(alias, target.Levels, target.Nodes);
            return target.Node;
        }
        if (parser.Current is not NodeEvent start)
            throw new YamlException(parser.Current!.Start, parser.Current.End, "A value is missing.");
        var location = Location(file, start.Start);
        var (outside, before) = (deepest, nodes);
        deepest = level;
        Take(start, 1, 1);
        level++;
        var bracket = start is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow };
        if (bracket)
            brackets.Push(start.Start);
        YamlNode node = start switch
        {
            MappingStart => ReadMapping(key ?? location, path),
            SequenceStart => ReadSequence(location, path),
            // A key without a value: the parser's place for nothing is wherever the next token stands.
            Scalar { Value: "", Style: ScalarStyle.Plain } => ReadScalar(key ?? location, path),
            _ => ReadScalar(location, path),
        };
        if (bracket)
            brackets.Pop();
        level--;
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor] = new(node, deepest - level, nodes - before);
        deepest = Math.Max(deepest, outside);
        return node;
    }

    private void Take(ParsingEvent at, int levels, int more)
    {
        deepest = Math.Max(deepest, level + levels);
        nodes = Math.Min(nodes + more, MostNodes + 1);
        if (deepest > MostLevels)
            throw new YamlException(at.Start, at.End, $"Values stand inside each other more than {MostLevels} levels deep.");
        if (nodes > MostNodes)
            throw new YamlException(at.Start, at.End, $"There are more than {MostNodes:N0} values, those of aliases included.");
    }

    // What YAML 1.2's core schema calls text, list and mapping is obeyed; for the rest a tag is not needed.
    private bool IsText(NodeEvent node)
    {
        var tag = node.Tag.IsEmpty ? "" : node.Tag.Value;
        if (tag is "" or "!" || (node, tag) is (Scalar, CoreTag + "str") or (SequenceStart, CoreTag + "seq")
            or (MappingStart, CoreTag + "map"))
            return node is Scalar && tag.Length > 0;
        errors.Add(Location(file, node.Start), "",
            $"the tag {tag.Replace(CoreTag, "!!", StringComparison.Ordinal)} is not supported here; write the value without it"
            + (node is Scalar ? ", a text in double quotes" : ""));
        return false;
    }

    private YamlScalar ReadScalar(SourceLocation location, string path)
    {
        var scalar = parser.Consume<Scalar>();
        return new YamlScalar(
            location, path, scalar.Value, IsText(scalar) || scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any));
    }

    private YamlSequence ReadSequence(SourceLocation location, string path)
    {
        IsText(parser.Consume<SequenceStart>());
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode($"{path}[{items.Count}]"));
        return new YamlSequence(location, path, items);
    }

    private YamlMapping ReadMapping(SourceLocation location, string path)
    {
        IsText(parser.Consume<MappingStart>());
        var entries = new OrderedDictionary<string, YamlEntry>(StringComparer.Ordinal);
        var merged = new List<YamlNode>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.Current is not Scalar)
                throw new YamlException(parser.Current!.Start, parser.Current.End, "A key must be a plain text.");
            var key = ReadScalar(Location(file, parser.Current.Start), path);
            var keyPath = path.Length == 0 ? key.Text : $"{path}.{key.Text}";
            key = key with { Path = keyPath };
            var value = ReadNode(keyPath, key.Location);
            if (key is { Text: "<<", Quoted: false })
                merged.Add(value);
            else if (!entries.TryAdd(key.Text, new YamlEntry(key, value)))
                errors.Add(key.Location, keyPath,
                    $"duplicate key; it is first given in line {entries[key.Text].Key.Location.Line}");
        }
        // Merge keys yield to the mapping's own keys, and to earlier merges (https://yaml.org/type/merge.html).
        foreach (var entry in merged.SelectMany(Merged))
            entries.TryAdd(entry.Key.Text, entry);
        return new YamlMapping(location, path, [.. entries.Values]);
    }

    private IEnumerable<YamlEntry> Merged(YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                return mapping.Entries;
            case YamlSequence sequence:
                return sequence.Items.SelectMany(Merged);
            default:
                errors.Add(node.Location, node.Path, $"'<<' merges a mapping or a list of mappings, not {node.Kind}");
                return [];
        }
    }

    private static SourceLocation Location(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    private static string Tidy(string message) => char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
