using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>What errors call the base, and how many layers it has; null where nobody can tell before it is loaded.</summary>
internal sealed record StartingDepth(string Name, (int Encoder, int Decoder)? Depth)
{
    private const string Configuration = "config.json";

    /// <summary>The depth of a named shape, or of a Hugging Face folder by its configuration.</summary>
    public static StartingDepth Of(BaseModel? start, IReadOnlyDictionary<string, (int Encoder, int Decoder)> shapes) => start switch
    {
        { Init: { } name } => new(name, shapes.TryGetValue(name, out var depth) ? depth : null),
        { Path: { } path } => new(Path.GetFileName(path.TrimEnd(Path.DirectorySeparatorChar)), Read(Path.Combine(path, Configuration))),
        _ => new("the base", null),
    };

    // A configuration that cannot be read is told by the stage that loads the weights beside it, better than here.
    private static (int, int)? Read(string file)
    {
        try
        {
            var members = JsonNode.Parse(File.ReadAllText(file)) as JsonObject;
            return Layers(members, "num_layers") is { } encoder ? (encoder, Layers(members, "num_decoder_layers") ?? encoder) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static int? Layers(JsonObject? members, string key) => members?[key] is JsonValue value && value.TryGetValue<int>(out var layers) && layers > 0 ? layers : null;
}
