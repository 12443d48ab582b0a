using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Manifest.Documents;
using CompressionPipeline.Manifest.Shapes;

namespace CompressionPipeline.Manifest.Schemas;

/// <summary>Writes JSON Schemas (draft-07, what YAML language servers read) from the same types that a manifest is validated against.</summary>
public static class SchemaWriter
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // A file for people and editors, never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema of <c>models.yaml</c>.</summary>
    /// <param name="stageOptions">The options record of each stage, by stage name.</param>
    /// <param name="shapes">The named T5 shapes that <c>base.init</c> may say, with their encoder and decoder layers.</param>
    public static string Models(IReadOnlyDictionary<string, Type> stageOptions, IReadOnlyDictionary<string, (int Encoder, int Decoder)>? shapes = null)
    {
        var vocabulary = new Vocabulary(stageOptions, shapes);
        return Write("What to compress, on what data, by which recipe, and what the result may cost.", vocabulary.Manifest, vocabulary);
    }

    /// <summary>The schema of a recipe.</summary>
    /// <param name="stageOptions">The options record of each stage, by stage name.</param>
    public static string Recipe(IReadOnlyDictionary<string, Type> stageOptions)
    {
        var vocabulary = new Vocabulary(stageOptions, shapes: null);
        return Write("How to compress: the options of every stage.", vocabulary.Recipe, vocabulary);
    }

    private static string Write(string description, ObjectShape root, Vocabulary vocabulary)
    {
        var shapes = new ShapeSchema();
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["description"] = description };
        foreach (var (key, value) in shapes.Of(root, ReferTo(vocabulary)))
            schema[key] = value?.DeepClone();
        schema["definitions"] = new JsonObject(vocabulary.Sections.Select(section =>
            KeyValuePair.Create<string, JsonNode?>(section.Key, Describe(shapes.Of(section.Shape, _ => null), section.Description))));
        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Describe(JsonObject schema, string description)
    {
        schema.Insert(0, "description", description);
        return schema;
    }

    /// <summary>A stage's section is written once, however many entries may have it.</summary>
    private static Func<Member, JsonObject?> ReferTo(Vocabulary vocabulary) => member =>
        vocabulary.Sections.Any(section => ReferenceEquals(section.Shape, member.Shape))
            ? new JsonObject { ["$ref"] = $"#/definitions/{member.Key}" }
            : null;
}
