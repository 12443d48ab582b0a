using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Bert.Packages;
using CompressionPipeline.Models.Training;
using TorchSharp;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>Finds the weights that training starts from: the stage before, a folder, or random ones.</summary>
internal static class StartingPoint
{
    public static (ITrainable Model, string Words) Load(
        StageContext context, ModelInit? init, IReadOnlyList<string> labels, torch.Device device)
    {
        if (context.Inputs.TryGetValue(Roles.Model, out var before))
            return (ModelFiles.Load(before.Folder, device), $"the model of {before.Key.Stage}");
        return init switch
        {
            { Shape: { } shape, Checkpoint: null } =>
                ((ITrainable)ModelFamilies.Initialize(shape, labels, init.Seed, device),
                    $"random weights of shape {shape}, seed {init.Seed}"),
            { Shape: null, Checkpoint: { } path } =>
                (Checkpoint(Unchanged(path, init.CheckpointDigest), init.Seed, labels, context, device), path),
            { Package: { } package } => (Package($"{package} {init.Version}", init.Seed, labels, context, device), package),
            _ => throw new PipelineException(
                "The first step has nothing to start from: init in the manifest needs a shape, a checkpoint or a package."),
        };
    }

    private static ITrainable Package(
        string package, long seed, IReadOnlyList<string> labels, StageContext context, torch.Device device)
    {
        var folder = PackageWeights.Unpack(package, context);
        File.Copy(Path.Combine(folder, PackageOrigin.FileName), context.Output(PackageOrigin.FileName), overwrite: true);
        return Checkpoint(folder, seed, labels, context, device);
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
