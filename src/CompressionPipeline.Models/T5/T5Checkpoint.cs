using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Families;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// A T5 as a folder in Hugging Face's layout: <c>config.json</c>, <c>model.safetensors</c> (or shards with their index),
/// <c>generation_config.json</c>.
/// </summary>
public static class T5Checkpoint
{
    /// <summary>Name of the file that tells a generator where to start and to stop.</summary>
    public const string GenerationConfigName = "generation_config.json";

    /// <summary>Reads a model.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="device">Where the weights go; the CPU if null.</param>
    /// <exception cref="PipelineException">A file is missing, cut off, or the two do not fit each other; names the file and the
    /// fix.</exception>
    public static T5Model Load(string folder, Device? device = null)
    {
        var files = T5Files.Read(folder);
        var model = new T5Model(files.Config, device) { Generation = files.Generation };
        try
        {
            ModuleWeights.Load(model, files.Tensors, files.WeightsPath);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes a model, each file atomically; a tied head is the embedding and is not written again.</summary>
    /// <exception cref="PipelineException">The disk is full or the folder cannot be written.</exception>
    public static void Save(T5Model model, string folder)
    {
        Directory.CreateDirectory(folder);
        ModuleWeights.Save(model, folder);
        T5GenerationConfig.Write(folder, model.Config, model.Generation);
        model.Config.Write(folder);
    }

    /// <summary>What a checkpoint says that this program does not use, a sentence for each kind; for a person to read.</summary>
    /// <exception cref="PipelineException">A file is missing or is no strict JSON.</exception>
    public static IReadOnlyList<string> Remarks(string folder)
    {
        var path = Path.Combine(folder, T5Config.FileName);
        var json = ConfigJson.Read(path);
        var config = T5Config.Read(folder);
        var remarks = WeightFiles.Remarks(folder)
            .Concat(ConfigJson.Remarks(path, T5ConfigKeys.Unknown(json), T5Config.Keys)).ToList();
        if (json[T5ConfigKeys.TaskParameters] is JsonObject { Count: > 0 } tasks)
        {
            remarks.Add($"{path}: '{T5ConfigKeys.TaskParameters}' ({string.Join(", ", tasks.Select(task => task.Key))}) is not "
                + "used: prefix and lengths are those of the data section.");
        }
        if (T5GenerationConfig.Unused(T5GenerationConfig.Read(folder, config)).ToList() is { Count: > 0 } kept)
        {
            remarks.Add($"{Path.Combine(folder, GenerationConfigName)}: {string.Join(", ", kept)} stay in the export for other "
                + "runtimes, and are not used where this program itself generates.");
        }
        return remarks;
    }
}
