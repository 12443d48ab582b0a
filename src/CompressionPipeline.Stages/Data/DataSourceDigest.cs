using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>The digest of what a data section reads: the plan puts it into the options as <c>source-digest</c>.</summary>
public static class DataSourceDigest
{
    /// <summary>SHA-256 over the source's files.</summary>
    /// <param name="options">The options of <c>data</c>, as <see cref="OptionsJson"/> writes them.</param>
    /// <exception cref="PipelineException">A file is missing, or this SDK has no reference packs.</exception>
    public static Digest Of(JsonObject options) => Of(OptionsJson.Read<DataOptions>(options));

    /// <summary>SHA-256 over the source's files.</summary>
    /// <exception cref="PipelineException">A file is missing, or this SDK has no reference packs.</exception>
    public static Digest Of(DataOptions options) => options.Source == DataSource.DotnetDocs
        ? DotnetDocs.Fingerprint()
        : Digest.OfText(string.Concat(options.Paths.Select(path => DigestOf(path).Hex + "\n")));

    private static Digest DigestOf(string path) => File.Exists(path)
        ? Digest.OfFile(path)
        : throw new PipelineException($"{path} does not exist. Fix the path in the data section.");
}
