using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.Inference;

/// <summary>The folder of an exported or released model.</summary>
internal static class ModelFolder
{
    /// <summary>Refuses a folder that is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="verify">Whether every file is compared with the <c>SHA256SUMS</c> in it.</param>
    /// <exception cref="PipelineException">The folder or a file is missing, or a file is another one.</exception>
    public static void Require(string folder, bool verify)
    {
        if (!Directory.Exists(folder))
            throw new PipelineException($"{Path.GetFullPath(folder)} is not there: name a folder with an exported model.");
        if (!verify)
            return;
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
