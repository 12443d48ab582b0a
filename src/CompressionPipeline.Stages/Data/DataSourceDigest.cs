using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Data;

/// <summary>The digest of what a data section reads: the plan puts it into the options as <c>source-digest</c>.</summary>
public static class DataSourceDigest
{
    /// <summary>The source's digest.</summary>
    /// <param name="options">The options of <c>data</c>, as <see cref="OptionsJson"/> writes them.</param>
    /// <exception cref="PipelineException">A file is missing, or this SDK has no reference packs.</exception>
    public static Digest Of(JsonObject options) => Of(OptionsJson.Read<DataOptions>(options));

    /// <summary>The source's digest.</summary>
    /// <exception cref="PipelineException">A file is missing, or this SDK has no reference packs.</exception>
    public static Digest Of(DataOptions options) => DataSources.Named(options.Source).Digest(options);

    /// <summary>SHA-256 over the files that the options name.</summary>
    /// <exception cref="PipelineException">A file is missing.</exception>
    public static Digest OfFiles(DataOptions options) =>
        Digest.OfText(string.Concat(options.Paths.Select(path => DigestOf(path).Hex + "\n")));

    private static Digest DigestOf(string path) => File.Exists(path)
        ? Digest.OfFile(path)
        : throw new PipelineException($"{path} does not exist. Fix the path in the data section.");
}
