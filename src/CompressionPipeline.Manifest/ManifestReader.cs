using CompressionPipeline.Core;

namespace CompressionPipeline.Manifest;

/// <summary>Reads a manifest with its recipes. The only place that knows YAML.</summary>
public static class ManifestReader
{
    /// <summary>Reads, merges, validates and freezes a manifest.</summary>
    /// <param name="manifestPath">Path of <c>models.yaml</c>; the paths in it are relative to its folder. Faults repeat it as given.</param>
    /// <param name="stageOptions">The options record of each stage, by stage name: the sections a recipe and an entry may have.</param>
    /// <param name="overrides">From the command line: <c>fine-tune.epochs</c> → <c>3</c>, <c>device</c> → <c>cuda</c>; for every entry.</param>
    /// <param name="shapes">The named T5 shapes that <c>base.init</c> may say; null allows any name.</param>
    /// <exception cref="ManifestException">Something is wrong: every fault, with file, line, key and nearest valid key.</exception>
    /// <exception cref="PipelineException">The manifest cannot be read.</exception>
    public static PipelineManifest Read(
        string manifestPath,
        IReadOnlyDictionary<string, Type> stageOptions,
        IReadOnlyDictionary<string, string>? overrides = null,
        IReadOnlyCollection<string>? shapes = null) => throw new NotImplementedException();
}
