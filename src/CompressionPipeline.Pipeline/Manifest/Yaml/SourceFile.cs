using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Binding;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

/// <summary>A YAML file on disk; that it cannot be read is a fault like any other.</summary>
internal static class SourceFile
{
    public static YamlNode? Read(string path, Faults faults)
    {
        try
        {
            return YamlReader.Read(path, File.ReadAllText(path), faults);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new SourceLocation(path, 0, 0), "", $"cannot be read: {fault.Message}");
            return null;
        }
    }
}
