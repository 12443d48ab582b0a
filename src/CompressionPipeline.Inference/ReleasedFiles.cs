using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.Inference;

/// <summary>The files of a released model.</summary>
internal static class ReleasedFiles
{
    /// <summary>Compares every file of the folder with the <c>SHA256SUMS</c> in it.</summary>
    /// <exception cref="PipelineException">A file is missing or another one.</exception>
    public static void Verify(string folder)
    {
        try
        {
            Sha256Sums.Verify(folder);
        }
        catch (PipelineException error)
        {
            throw new PipelineException($"{error.Message} Take the model's files from its release again.", error);
        }
    }
}
