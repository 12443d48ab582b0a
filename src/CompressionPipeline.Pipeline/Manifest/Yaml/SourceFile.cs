using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

/// <summary>A YAML file on disk; that it cannot be read is an error like any other.</summary>
internal static class SourceFile
{
    public static YamlNode? Read(string path, Errors errors)
    {
        try
        {
            return YamlReader.Read(path, File.ReadAllText(path), errors);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SourceLocation(path, 0, 0), "", $"cannot be read: {error.Message}");
            return null;
        }
    }
}
