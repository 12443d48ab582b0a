using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Training;
using TorchSharp;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>Finds the weights that training starts from: the stage before, a folder, or random ones.</summary>
internal static class StartingPoint
{
    public static (ITrainable Model, string Words) Load(StageContext context, ModelInit? init, torch.Device device)
    {
        if (context.Inputs.TryGetValue(Roles.Model, out var before))
            return (ModelFiles.Load(before.Folder, device), $"the model of {before.Key.Stage}");
        return init switch
        {
            { Shape: { } shape, Checkpoint: null } =>
                ((ITrainable)ModelFamilies.Initialize(shape, init.Seed, device),
                    $"random weights of shape {shape}, seed {init.Seed}"),
            { Shape: null, Checkpoint: { } path } => (Checkpoint(Unchanged(path, init.CheckpointDigest), context, device), path),
            _ => throw new PipelineException(
                "The first step has nothing to start from: init in the manifest needs either shape or checkpoint, a folder."),
        };
    }

    private static ITrainable Checkpoint(string path, StageContext context, torch.Device device)
    {
        var model = ModelFiles.Load(path, device);
        foreach (var remark in ModelFamilies.Of(path).Remarks(path))
            context.Progress.Warn(remark);
        return model;
    }

    // The key of what comes out says which weights went in; they must still be those.
    private static string Unchanged(string path, string? digest)
    {
        if (!Directory.Exists(path))
        {
            throw new PipelineException(
                $"{path} is not there. Let init.checkpoint in the manifest name a folder with a Hugging Face checkpoint.");
        }
        return digest is null || Digest.OfFolder(path).Hex == digest
            ? path
            : throw new PipelineException($"{path} has changed since the plan was made. Run again.");
    }
}
