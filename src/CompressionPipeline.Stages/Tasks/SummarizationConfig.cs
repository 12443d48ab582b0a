using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>
/// Lets the prefix and the length of summaries travel with an export, where Hugging Face's own pipelines look for them.
/// </summary>
internal static class SummarizationConfig
{
    private const string Fix = "Run the export again.";

    public static void Write(string folder, DataSetInfo info)
    {
        JsonObjectFile.Change(Path.Combine(folder, T5Config.FileName), Fix, config =>
            config["task_specific_params"] = new JsonObject { ["summarization"] = new JsonObject { ["prefix"] = info.Prefix } });
        JsonObjectFile.Change(Path.Combine(folder, T5Checkpoint.GenerationConfigName), Fix, generation =>
        {
            // With this mark, other loaders take the file for a copy of config.json and may make it anew.
            generation.Remove("_from_model_config");
            // The checkpoint's maker's limit, which would count the start token too.
            generation.Remove("max_length");
            generation["max_new_tokens"] = info.MaxTargetLength;
        });
    }
}
