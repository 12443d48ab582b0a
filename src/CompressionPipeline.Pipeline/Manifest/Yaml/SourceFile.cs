using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

/// <summary>A YAML file on disk; that it cannot be read is an error like any other.</summary>
internal static class SourceFile
{
    /// <param name="path">Where it lies.</param>
    /// <param name="shown">The path as errors show it.</param>
    /// <param name="errors">Takes what is wrong with it.</param>
    public static YamlNode? Read(string path, string shown, Errors errors)
    {
        try
        {
            return YamlReader.Read(shown, File.ReadAllText(path), errors);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SourceLocation(shown, 0, 0), "", $"cannot be read: {error.Message}");
            return null;
        }
    }
}
