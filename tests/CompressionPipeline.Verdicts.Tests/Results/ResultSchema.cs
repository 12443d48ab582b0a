using System.ComponentModel;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Results;

/// <summary>
/// The JSON schema of <c>result.json</c> and the table of its members, from the C# types and what their documentation says.
/// </summary>
internal sealed class ResultSchema
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject definitions = [];
    private readonly Dictionary<(Type, string), JsonObject> shown = [];
    private readonly JsonObject root;

    public ResultSchema()
    {
        root = (JsonObject)ResultFile.Settings.GetJsonSchemaAsNode(
            typeof(GateResult), new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Described });
        // The reader takes none without them.
        root["required"] = new JsonArray(["schema-version", .. root["required"]!.AsArray().Select(name => name!.DeepClone())]);
    }

    /// <summary>Draft 7, as editors read it.</summary>
    public string Text()
    {
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = "result.json" };
        foreach (var (name, value) in root)
            schema[name] = value?.DeepClone();
        schema["definitions"] = Sorted().DeepClone();
        return schema.ToJsonString(Indented) + "\n";
    }

    /// <summary>A table per object.</summary>
    public string Markdown()
    {
        var text = new StringBuilder();
        foreach (var (name, schema) in Sorted().Prepend(KeyValuePair.Create("result.json", (JsonNode?)root)))
        {
            var words = $"{schema!["description"]}".Replace(". ", ".\n", StringComparison.Ordinal);
            text.Append($"### {name}\n\n{words}\n\n| Member | Type | What it is |\n|---|---|---|\n");
            foreach (var (member, value) in schema["properties"]!.AsObject())
                text.Append(
                    $"| `{member}` | {TypeOf((JsonObject)value!)} | "
                        + $"{((string?)value!["description"] ?? "").Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            text.Append('\n');
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private JsonObject Sorted() => new(
        definitions.OrderBy(definition => definition.Key, StringComparer.Ordinal).Select(
            definition => KeyValuePair.Create(definition.Key, definition.Value?.DeepClone())));

    // The exporter refers back to what it has shown before, by a path that is no more.
    private JsonObject Described(JsonSchemaExporterContext context, JsonNode node) => context.PropertyInfo is { } property
        ? shown.TryGetValue((property.DeclaringType, property.Name), out var before)
            ? (JsonObject)before.DeepClone()
            : shown[(property.DeclaringType, property.Name)] = (JsonObject)Made(context, node).DeepClone()
        : Made(context, node);

    private JsonObject Made(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var schema = type == typeof(double) ? new JsonObject { ["type"] = "number" }
            : type == typeof(IReadOnlyList<double>)
                ? new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" } }
            : (JsonObject)node;
        Plain(schema);
        var words = context.PropertyInfo is { } property ? Words(property) : XmlDocumentation.Of(type);
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && !context.Path.IsEmpty)
        {
            var name = JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name);
            if (!schema.ContainsKey("$ref"))
            {
                Require(schema, context.TypeInfo);
                schema.Insert(0, "description", XmlDocumentation.Of(type));
                definitions[name] = schema;
            }
            schema = new JsonObject { ["$ref"] = $"#/definitions/{name}" };
            // Editors of draft 7 read nothing beside a reference.
            return context.PropertyInfo is null
                ? schema
                : new JsonObject { ["description"] = words, ["allOf"] = new JsonArray(schema) };
        }
        if (context.PropertyInfo is not null || context.Path.IsEmpty)
            schema.Insert(0, "description", words);
        return schema;
    }

    // What may be null is not always written, though a constructor asks for it.
    private static void Require(JsonObject schema, JsonTypeInfo type)
    {
        if (schema["required"] is not JsonArray required)
            return;
        var nullable = type.Properties.Where(property => property.IsGetNullable).Select(property => property.Name);
        schema["required"] = new JsonArray(
            [.. required.Where(name => !nullable.Contains((string)name!)).Select(name => name!.DeepClone())]);
        if (schema["required"]!.AsArray().Count == 0)
            schema.Remove("required");
    }

    // What is null is not written, and what a member is by default is no news.
    private static void Plain(JsonObject schema)
    {
        schema.Remove("default");
        if (schema["type"] is JsonArray types)
            schema["type"] = types.Single(name => (string)name! != "null")!.DeepClone();
        if (schema["enum"] is JsonArray values)
            schema["enum"] = new JsonArray([.. values.Where(value => value is not null).Select(value => value!.DeepClone())]);
    }

    private static string Words(JsonPropertyInfo property)
    {
        var member = (MemberInfo)property.AttributeProvider!;
        // An option is described once, in its attribute.
        return member.GetCustomAttribute<DescriptionAttribute>()?.Description ?? XmlDocumentation.Of(
            member.DeclaringType!, member.Name);
    }

    private static string TypeOf(JsonObject schema) => schema switch
    {
        _ when (schema["$ref"] ?? schema["allOf"]?[0]!["$ref"]) is { } reference => Link(((string)reference!).Split('/')[^1]),
        _ when schema["enum"] is JsonArray values => string.Join(", ", values.Select(value => $"`{value}`")),
        _ when (string?)schema["type"] == "array" => $"list of {TypeOf((JsonObject)schema["items"]!)}",
        _ when schema["additionalProperties"] is JsonObject values => $"map to {TypeOf(values)}",
        _ => (string?)schema["format"] ?? (string?)schema["type"] ?? "any",
    };

    private static string Link(string name) => $"[{name}](#{name})";
}
