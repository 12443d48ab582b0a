using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.Data.Hub;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.T5;

namespace CompressionPipeline.Stages;

/// <summary>A pretrained model of the Hugging Face hub.</summary>
public static partial class HubModel
{
    // The last one is looked at, and not written.
    private static readonly HashSet<string> TokenizerFiles =
        [.. ModelFamilies.TokenizerFiles, HuggingFaceFiles.AddedTokensFile];

    private static readonly string[] CheckpointFiles =
        [T5Config.FileName, T5Checkpoint.GenerationConfigName, ModuleWeights.FileName, WeightFiles.IndexName];

    /// <summary>The commit that the hub has at <see cref="ModelInit.Revision"/>.</summary>
    /// <exception cref="PipelineException">There is none, it may not be read, or the hub cannot be reached; the message says
    /// what to do.</exception>
    public static string Commit(ModelInit init)
    {
        using var client = new HubClient(HubSettings.FromEnvironment(), SilentProgress.Instance);
        return client.Resolve(HubRepository.Model(init.Hub!), init.Revision ?? "main").GetAwaiter().GetResult();
    }

    internal static (string Folder, WeightsOrigin Origin) Checkpoint(ModelInit init, StageContext context)
    {
        var snapshot = Download(
            init, context, path => TokenizerFiles.Contains(path) || CheckpointFiles.Contains(path) || Shard().IsMatch(path));
        if (!snapshot.Files.Any(path => path.EndsWith(".safetensors", StringComparison.Ordinal)))
        {
            if (snapshot.Others.FirstOrDefault(WeightFiles.IsAdapter) is { } adapter)
            {
                throw new PipelineException(
                    $"{init.Hub} at {snapshot.Commit} has an adapter alone, {adapter}. Merge it into its model in Python "
                    + "(merge_and_unload), save that with save_pretrained(..., safe_serialization=True) and name the folder as "
                    + "init.checkpoint.");
            }
            var old = snapshot.Others.FirstOrDefault(path => Path.GetExtension(path) is ".bin" or ".h5" or ".msgpack");
            var cached = snapshot.Others.Count > 0 ? "" : $" in {snapshot.Folder}";
            var only = old is null ? "" : $", only {old}";
            throw new PipelineException(
                $"{init.Hub} at {snapshot.Commit} has no model.safetensors{only}{cached}. Name a revision that has it "
                + "(the hub's conversions are pull requests: revision refs/pr/1 and the like), or save the model again with "
                + "save_pretrained(..., safe_serialization=True) and name the folder as init.checkpoint.");
        }
        context.Progress.Info($"{init.Hub} at {snapshot.Commit}: {snapshot.Files.Count} files in {snapshot.Folder}");
        return (snapshot.Folder, new() { Model = init.Hub, Commit = snapshot.Commit, ModelLicense = snapshot.License });
    }

    internal static string Tokenizer(ModelInit init, StageContext context) =>
        Download(init, context, path => path == T5Config.FileName || TokenizerFiles.Contains(path)).Folder;

    private static HubSnapshot Download(ModelInit init, StageContext context, Func<string, bool> wanted)
    {
        using var client = new HubClient(HubSettings.FromEnvironment(), context.Progress);
        return client.Download(HubRepository.Model(init.Hub!), init.Revision ?? "main", wanted, context.Cancellation)
            .GetAwaiter().GetResult();
    }

    [GeneratedRegex(@"\Amodel-[0-9]{5}-of-[0-9]{5}\.safetensors\z")]
    private static partial Regex Shard();
}
