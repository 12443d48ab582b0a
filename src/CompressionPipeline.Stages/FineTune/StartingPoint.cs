using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Training;
using TorchSharp;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>Finds the weights that training starts from: the stage before, a folder, or random ones.</summary>
internal static class StartingPoint
{
    /// <summary>The model, words for it, and the folder of the checkpoint that somebody else has trained.</summary>
    public static (ITrainable Model, string Words, string? Checkpoint) Load(
        StageContext context, ModelInit? init, IReadOnlyList<string> labels, torch.Device device)
    {
        if (context.Inputs.TryGetValue(Roles.Model, out var before))
            return (ModelFiles.Load(before.Folder, device), $"the model of {before.Key.Stage}", null);
        if (init is { Shape: { } shape, Checkpoint: null, Package: null, Hub: null })
        {
            return ((ITrainable)ModelFamilies.Initialize(shape, labels, init.Seed, device),
                $"random weights of shape {shape}, seed {init.Seed}", null);
        }
        var (folder, words) = init switch
        {
            { Checkpoint: { } path, Shape: null } => (Unchanged(path, init.CheckpointDigest), path),
            { Package: not null } or { Hub: not null } => (FromElsewhere(init, context), init.Package ?? init.Hub!),
            _ => throw new PipelineException(
                "The first step has nothing to start from: init in the manifest needs a shape, a checkpoint, a package or a "
                + "model of the hub."),
        };
        return (Checkpoint(folder, init.Seed, labels, context, device), words, folder);
    }

    private static string FromElsewhere(ModelInit init, StageContext context)
    {
        var (folder, origin) = Pretrained.Checkpoint(init, context);
        origin.Write(context.OutputFolder);
        return folder;
    }

    private static ITrainable Checkpoint(
        string path, long seed, IReadOnlyList<string> labels, StageContext context, torch.Device device)
    {
        var (family, remarks) = (ModelFamilies.Of(path), new List<string>());
        var model = (ITrainable)family.Start(path, labels, seed, remarks, device);
        foreach (var remark in remarks.Concat(family.Remarks(path)))
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
