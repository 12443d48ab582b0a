using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>Files of the user's: each pair once, in order of id.</summary>
internal sealed class FileSource(string name, Func<string, Columns, DataOptions, List<PairRecord>> read) : IDataSource
{
    public string Name => name;

    public Digest Digest(DataOptions options) => DataSourceDigest.OfFiles(options);

    public IEnumerable<Example> Read(DataOptions options, IProgressSink progress, CancellationToken cancellation)
    {
        if (options.Paths.Count == 0)
            throw new PipelineException($"The data source '{name}' needs files: name them under 'paths' in the data section.");
        var columns = options.Task == ModelTask.Summarization
            ? new Columns(options.DocumentKey, options.SummaryKey)
            : new Columns(options.DocumentKey, options.LabelKey, options.SecondKey) { HasLabels = true };
        return Pairs.Of(options.Paths.SelectMany(path => read(path, columns, options)), columns, options.OnEmpty, TellOfSkipped)
            .OrderBy(example => example.Id, StringComparer.Ordinal);

        void TellOfSkipped(int count) => progress.Warn(
            $"{count:N0} records have no visible text under {string.Join(" or ", columns.All)}, and are skipped.");
    }
}

/// <summary>The API reference in the running .NET SDK.</summary>
internal sealed class DotnetDocsSource : IDataSource
{
    public string Name => DotnetDocs.Name;

    public Digest Digest(DataOptions options) => DotnetDocs.Fingerprint();

    public IEnumerable<Example> Read(DataOptions options, IProgressSink progress, CancellationToken cancellation) =>
        options.Task switch
        {
            ModelTask.Summarization => DotnetDocs.Read(cancellation),
            ModelTask.Classification => DotnetDocs.ReadNamespaces(options.Classes, options.Limit, cancellation),
            _ => throw new PipelineException(
                $"The data source '{Name}' has no values. Name files with values in the data section, or say task: "
                + "classification."),
        };
}
