using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Reading;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace TestKit.Schemas;

/// <summary>
/// Writes JSON Schemas (draft-07, what YAML language servers read) from the same types that a manifest is validated against.
/// </summary>
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
    /// <param name="stages">The stages by name.</param>
    /// <param name="shapes">The named shapes that <c>init</c> may say, with their encoder and decoder layers.</param>
    public static string Models(
        IReadOnlyDictionary<string, IStage> stages, IReadOnlyDictionary<string, (int Encoder, int Decoder)>? shapes = null)
    {
        var vocabulary = new Vocabulary(stages, shapes);
        // Steps of other names than their stage's are the recipe's to know, and the reader's.
        var model = vocabulary.Model(
            vocabulary.Sections, others: true, [.. vocabulary.Sections.Where(section => OfVariants(stages[section.Key]))]);
        return Write(
            "What to compress, on what data, by which recipe, and what the result may cost.",
            // What an entry lacks, defaults may say: only the reader knows.
            Vocabulary.Manifest(model.Partial(), model.Partial()),
            [.. model.Members.Where(member => member.Shape is ObjectShape or MapShape or ListShape)]);
    }

    /// <summary>The schema of a recipe.</summary>
    /// <param name="stages">The stages by name.</param>
    public static string Recipe(IReadOnlyDictionary<string, IStage> stages)
    {
        var vocabulary = new Vocabulary(stages, shapes: null);
        var shared = vocabulary.Recipe.Members.Where(member => member.Shape is ObjectShape)
            .Concat(((StepsShape)vocabulary.Recipe.Members.Single(member => member.Key == Vocabulary.Shared).Shape).Stages);
        return Write("How to compress: the steps and their options.", vocabulary.Recipe, [.. shared]);
    }

    private static bool OfVariants(IStage stage) => stage.Kind is not (StageKind.Source or StageKind.Verdict);

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
            KeyValuePair.Create<string, JsonNode?>(
                member.Key, shapes.Of(member, ReferTo([.. shared.Where(other => other != member)])))));
        return schema.ToJsonString(Layout) + "\n";
    }

    private static Func<Member, JsonObject?> ReferTo(IReadOnlyList<Member> shared) => member =>
        shared.Any(known => known.Key == member.Key && known.Shape == member.Shape)
            ? new JsonObject { ["$ref"] = $"#/definitions/{member.Key}" }
            : null;
}
