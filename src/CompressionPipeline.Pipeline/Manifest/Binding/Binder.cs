using System.Text.Json.Nodes;
using CompressionPipeline.Pipeline.Manifest.Shapes;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Binding;

// YAML nodes + a shape → JSON. What does not fit is reported and left out, and the rest is bound all the same.
internal sealed class Binder(Errors errors)
{
    public JsonObject Bind(YamlNode node, ObjectShape shape) => TryBind(node, shape, out var bound) ? (JsonObject)bound! : [];

    /// <summary>Whether the node fits; the JSON of a mapping may lack members that do not.</summary>
    public bool TryBind(YamlNode node, Shape shape, out JsonNode? bound)
    {
        bound = null;
        if (node is YamlScalar { IsNull: true } && shape.Nullable)
            return true;
        bound = (shape, node) switch
        {
            (ObjectShape members, YamlMapping mapping) => Members(mapping, members),
            (AnyShape, _) or (FreeShape, YamlMapping) => new JsonObject(),
            (StepsShape, YamlSequence) => new JsonArray(),
            (MapShape map, YamlMapping mapping) => Map(mapping, map),
            (ListShape list, YamlSequence sequence) => List(sequence, list),
            (ChoiceShape choice, _) => Choice(node, choice),
            (NumberShape or BooleanShape or TextShape, YamlScalar scalar) => Scalar(scalar, shape),
            _ => Refuse(node, $"expected {shape.Expected}, not {node.Kind}"),
        };
        return bound is not null;
    }

    private JsonObject Members(YamlMapping mapping, ObjectShape shape)
    {
        var json = new JsonObject();
        foreach (var (key, value) in mapping.Entries)
        {
            if (shape.Extensible && key.Text.StartsWith("x-", StringComparison.Ordinal))
                continue;
            var member = shape.Members.FirstOrDefault(member => member.Key == key.Text);
            if (member is null && shape.Others is not null)
                TryBind(value, shape.Others, out _);
            else if (member is null)
                errors.Add(key.Location, key.Path,
                    $"unknown key; {NearestKey.Hint(key.Text, [.. shape.Members.Select(known => known.Key)])}");
            else if (TryBind(value, member.Shape, out var bound))
                json[member.Key] = bound;
        }
        foreach (var member in shape.Members.Where(member => member.Required && mapping[member.Key] is null))
            errors.Add(mapping.Location, Join(mapping.Path, member.Key), $"missing; {Lower(member.Description)}");
        return json;
    }

    private JsonObject Map(YamlMapping mapping, MapShape shape)
    {
        var json = new JsonObject();
        foreach (var (key, value) in mapping.Entries)
        {
            if (CoreSchema.KeyError(key) is { } error)
                errors.Add(key.Location, key.Path, error);
            else if (!shape.Keys.Matches(key.Text))
                errors.Add(key.Location, key.Path, $"this name must be {shape.Keys.PatternMeaning}");
            if (TryBind(value, shape.Values, out var bound))
                json[key.Text] = bound;
        }
        if (mapping.Entries.Count < shape.MinCount)
            errors.Add(mapping.Location, mapping.Path, $"at least {shape.MinCount} must be given");
        return json;
    }

    private JsonArray List(YamlSequence sequence, ListShape shape)
    {
        var json = new JsonArray();
        foreach (var item in sequence.Items)
        {
            if (TryBind(item, shape.Items, out var bound))
                json.Add(bound);
        }
        if (sequence.Items.Count < shape.MinCount)
            errors.Add(sequence.Location, sequence.Path, $"at least {shape.MinCount} must be given");
        return json;
    }

    private JsonNode? Choice(YamlNode node, ChoiceShape shape)
    {
        var fitting = shape.Choices.FirstOrDefault(choice => (choice, node) switch
        {
            (ObjectShape or MapShape, YamlMapping) or (ListShape, YamlSequence) => true,
            (NumberShape, YamlScalar { IsNull: false } scalar) when shape.Choices.OfType<TextShape>().Any() =>
                CoreSchema.Read(scalar, choice).Error is null,
            (BooleanShape or NumberShape or TextShape, YamlScalar { IsNull: false }) => true,
            _ => false,
        });
        return fitting is null
            ? Refuse(node, $"expected {shape.Expected}, not {node.Kind}")
            : TryBind(node, fitting, out var bound) ? bound : null;
    }

    private JsonNode? Scalar(YamlScalar scalar, Shape shape)
    {
        var (value, error) = CoreSchema.Read(scalar, shape);
        return error is null ? value : Refuse(scalar, error);
    }

    private JsonNode? Refuse(YamlNode node, string message)
    {
        errors.Add(node.Location, node.Path, message);
        return null;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Lower(string sentence) =>
        sentence.Length == 0 ? "it must be given" : char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}
