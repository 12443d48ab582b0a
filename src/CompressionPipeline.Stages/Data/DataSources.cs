using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>The pairs that a data section names.</summary>
internal static class DataSources
{
    /// <summary>The source's name in manifests.</summary>
    public static string NameOf(DataSource source) => JsonNamingPolicy.KebabCaseLower.ConvertName(source.ToString());

    /// <summary>The pairs in order of id, each once, no more than the section's limit.</summary>
    /// <exception cref="PipelineException">A file is missing or holds something that is not a pair.</exception>
    public static IReadOnlyList<Example> Read(DataOptions options, CancellationToken cancellation)
    {
        var examples = options.Source == DataSource.DotnetDocs ? DotnetDocs.Read(cancellation) : FromFiles(options);
        return options.Limit > 0 ? [.. examples.Take(options.Limit)] : [.. examples];
    }

    private static IEnumerable<Example> FromFiles(DataOptions options)
    {
        if (options.Paths.Count == 0)
        {
            throw new PipelineException(
                $"The data source '{NameOf(options.Source)}' needs files: name them under 'paths' in the data section.");
        }
        Func<string, Columns, List<Example>> read = options.Source switch
        {
            DataSource.Jsonl => JsonlSource.Read,
            DataSource.Csv => CsvSource.Read,
            _ => ParquetSource.Read,
        };
        var columns = new Columns(options.DocumentKey, options.SummaryKey);
        return options.Paths
            .SelectMany(path => read(path, columns))
            .DistinctBy(example => (example.Document, example.Summary))
            .OrderBy(example => example.Id, StringComparer.Ordinal);
    }
}
