using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using TorchSharp;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>Finds the weights that training starts from: the stage before, a folder, or random ones.</summary>
internal static class StartingPoint
{
    private const string Role = "model";

    public static (T5Model Model, string Words) Load(StageContext context, BaseModel? start, torch.Device device)
    {
        if (context.Inputs.TryGetValue(Role, out var before))
            return (T5Checkpoint.Load(before.Folder, device), $"the model of {before.Key.Stage}");
        return start switch
        {
            { Init: { } shape, Path: null } =>
                (T5Model.Initialize(T5Config.Shape(shape), start.Seed, device), $"random weights of shape {shape}, seed {start.Seed}"),
            { Init: null, Path: { } path } => (T5Checkpoint.Load(Unchanged(path, start.Digest), device), path),
            _ => throw new PipelineException("fine-tune has nothing to start from: the manifest's base needs either init (a named shape) or path (a Hugging Face folder)."),
        };
    }

    // The key of what comes out says which weights went in; they must still be those.
    private static string Unchanged(string path, string? digest)
    {
        if (!Directory.Exists(path))
            throw new PipelineException($"{path} is not there. Let base.path in the manifest name a folder with a Hugging Face T5 checkpoint.");
        return digest is null || Digest.OfFolder(path).Hex == digest
            ? path
            : throw new PipelineException($"{path} has changed since the plan was made. Run again.");
    }
}
