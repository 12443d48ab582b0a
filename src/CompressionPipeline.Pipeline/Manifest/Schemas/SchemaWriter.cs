using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Pipeline.Manifest.Documents;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Schemas;

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
        return Write("What to compress, on what data, by which recipe, and what the result may cost.", vocabulary.Manifest, [.. vocabulary.Model.Members.Where(member => member.Shape is ObjectShape or MapShape or ListShape)]);
    }

    /// <summary>The schema of a recipe.</summary>
    /// <param name="stageOptions">The options record of each stage, by stage name.</param>
    public static string Recipe(IReadOnlyDictionary<string, Type> stageOptions)
    {
        var vocabulary = new Vocabulary(stageOptions, shapes: null);
        return Write("How to compress: the options of every stage.", vocabulary.Recipe, vocabulary.Sections);
    }

    /// <param name="description">What the file is for.</param>
    /// <param name="root">The file's shape.</param>
    /// <param name="shared">Keys that are written once, however many mappings may have them.</param>
    private static string Write(string description, ObjectShape root, IReadOnlyList<Member> shared)
    {
        var shapes = new ShapeSchema();
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["description"] = description };
        foreach (var (key, value) in shapes.Of(root, ReferTo(shared)))
            schema[key] = value?.DeepClone();
        schema["definitions"] = new JsonObject(shared.Select(member =>
            KeyValuePair.Create<string, JsonNode?>(member.Key, shapes.Of(member, _ => null))));
        return schema.ToJsonString(Layout) + "\n";
    }

    private static Func<Member, JsonObject?> ReferTo(IReadOnlyList<Member> shared) => member =>
        shared.Any(known => ReferenceEquals(known.Shape, member.Shape))
            ? new JsonObject { ["$ref"] = $"#/definitions/{member.Key}" }
            : null;
}
