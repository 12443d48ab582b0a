using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>Files of the user's: each pair once, in order of id.</summary>
internal sealed class FileSource(string name, Func<string, Columns, DataOptions, List<PairRecord>> read) : IDataSource
{
    public string Name => name;

    public Digest Digest(DataOptions options) => DataSourceDigest.OfFiles(options);

    public IEnumerable<Example> Read(DataOptions options, IProgressSink progress, CancellationToken cancellation) =>
        options.Paths.Count > 0
            ? Read(options.Paths, (path, columns) => read(path, columns, options), options, progress, cancellation)
            : throw new PipelineException($"The data source '{name}' needs files: name them under 'paths' in the data section.");

    /// <summary>The pairs of some files, whoever has brought them.</summary>
    internal static IEnumerable<Example> Read(
        IEnumerable<string> paths, Func<string, Columns, List<PairRecord>> read, DataOptions options, IProgressSink progress,
        CancellationToken cancellation)
    {
        var columns = options.Task == ModelTask.Summarization
            ? new Columns(options.DocumentKey, options.SummaryKey)
            : new Columns(options.DocumentKey, options.LabelKey, options.SecondKey) { HasLabels = true };
        // What stands in two splits is kept for judging, and not learnt.
        var files = paths
            .Select(path => (Path: path, Split: options.SplitBy == SplitBy.File ? Splits.OfFile(path) : default(Split?)))
            .OrderByDescending(file => file.Split);
        return Pairs.Of(files.SelectMany(Records), columns, options.OnEmpty, TellOfSkipped)
            .OrderBy(example => example.Id, StringComparer.Ordinal);

        IEnumerable<PairRecord> Records((string Path, Split? Split) file)
        {
            cancellation.ThrowIfCancellationRequested();
            return read(file.Path, columns).Select(record => record with { Split = file.Split });
        }

        void TellOfSkipped(int count) => progress.Warn(
            $"{count:N0} records have no visible text under {string.Join(" or ", columns.All)}, and are skipped.");
    }
}
