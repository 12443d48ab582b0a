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

    /// <summary>SHA-256 over the files that the options name; of those that a pattern has found over their names too, which the
    /// options do not tell.</summary>
    /// <exception cref="PipelineException">A file is missing, or a pattern has none.</exception>
    public static Digest OfFiles(DataOptions options) =>
        Digest.OfText(string.Concat(DataFiles.Of(options).Select(file =>
            Digest.OfFile(file.Path).Hex + (file.Name is { } name ? $"  {name}\n" : "\n"))));
}
