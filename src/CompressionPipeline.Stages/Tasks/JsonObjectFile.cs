using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>A file with a JSON object of which a few members are ours.</summary>
internal static class JsonObjectFile
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Changes members and leaves the others as they are; a file that is not there begins empty.</summary>
    /// <exception cref="PipelineException">It is no JSON object, or cannot be written.</exception>
    public static void Change(string path, Action<JsonObject> change)
    {
        var json = File.Exists(path) ? StrictJson.ReadObject(path, "Run the export again.") : [];
        change(json);
        AtomicFile.WriteText(path, json.ToJsonString(Readable) + "\n");
    }
}
