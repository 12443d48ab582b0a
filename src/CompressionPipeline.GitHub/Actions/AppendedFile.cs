using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub.Actions;

/// <summary>Appends to the files that GitHub Actions reads after a step.</summary>
internal static class AppendedFile
{
    public static void Write(string path, string text)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} could not be written: {error.Message}", error);
        }
    }
}
