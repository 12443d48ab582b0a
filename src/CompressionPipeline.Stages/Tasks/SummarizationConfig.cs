using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>
/// Lets the prefix and the length of summaries travel with an export, where Hugging Face's own pipelines look for them.
/// </summary>
internal static class SummarizationConfig
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string folder, DataSetInfo info)
    {
        Change(Path.Combine(folder, T5Config.FileName), config =>
            config["task_specific_params"] = new JsonObject { ["summarization"] = new JsonObject { ["prefix"] = info.Prefix } });
        Change(Path.Combine(folder, T5Checkpoint.GenerationConfigName), generation =>
        {
            // With this mark, other loaders take the file for a copy of config.json and may make it anew.
            generation.Remove("_from_model_config");
            // The checkpoint's maker's limit, which would count the start token too.
            generation.Remove("max_length");
            generation["max_new_tokens"] = info.MaxTargetLength;
        });
    }

    private static void Change(string path, Action<JsonObject> change)
    {
        var json = File.Exists(path) ? StrictJson.ReadObject(path, "Run the export again.") : [];
        change(json);
        AtomicFile.WriteText(path, json.ToJsonString(Readable) + "\n");
    }
}
