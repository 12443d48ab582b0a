using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using TorchSharp;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>Finds the weights that training starts from: the stage before, a folder, or random ones.</summary>
internal static class StartingPoint
{
    public static (T5Model Model, string Words) Load(StageContext context, ModelInit? init, torch.Device device)
    {
        if (context.Inputs.TryGetValue(Roles.Model, out var before))
            return (T5Checkpoint.Load(before.Folder, device), $"the model of {before.Key.Stage}");
        return init switch
        {
            { Shape: { } shape, Checkpoint: null } =>
                (T5Model.Initialize(T5Config.Shape(shape), init.Seed, device),
                    $"random weights of shape {shape}, seed {init.Seed}"),
            { Shape: null, Checkpoint: { } path } => (Checkpoint(Unchanged(path, init.CheckpointDigest), context, device), path),
            _ => throw new PipelineException(
                "The first step has nothing to start from: init in the manifest needs either shape or checkpoint, a folder."),
        };
    }

    /// <summary>Checks that the data's tokenizer does what the checkpoint's files say of theirs.</summary>
    public static void RequireTokenizer(string checkpoint, Artifact data, Tokens tokens, StageContext context)
    {
        tokens.Tokenizer.RequireFilesOf(checkpoint);
        var (own, used) = (Path.Combine(checkpoint, T5Tokenizer.FileName), data.File(T5Tokenizer.FileName));
        if (File.Exists(own) && Digest.OfFile(own) != Digest.OfFile(used))
        {
            context.Progress.Warn(
                $"{own} is not the tokenizer that the manifest names: the checkpoint's embeddings belong to other pieces.");
        }
    }

    private static T5Model Checkpoint(string path, StageContext context, torch.Device device)
    {
        var model = T5Checkpoint.Load(path, device);
        foreach (var remark in T5Checkpoint.Remarks(path))
            context.Progress.Warn(remark);
        return model;
    }

    // The key of what comes out says which weights went in; they must still be those.
    private static string Unchanged(string path, string? digest)
    {
        if (!Directory.Exists(path))
        {
            throw new PipelineException(
                $"{path} is not there. Let init.checkpoint in the manifest name a folder with a Hugging Face T5 checkpoint.");
        }
        return digest is null || Digest.OfFolder(path).Hex == digest
            ? path
            : throw new PipelineException($"{path} has changed since the plan was made. Run again.");
    }
}
