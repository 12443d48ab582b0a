using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>Files of the user's: each pair once, in order of id.</summary>
internal sealed class FileSource(string name, Func<string, Columns, DataOptions, IEnumerable<PairRecord>> read) : IDataSource
{
    private static readonly string[] Compressed = [".gz", ".zst"];

    /// <summary>One for each format.</summary>
    public static IReadOnlyList<FileSource> All { get; } =
    [
        new("jsonl", (path, columns, _) => JsonlSource.Read(path, columns)),
        new("csv", (path, columns, options) => CsvSource.Read(path, columns, options.CsvDialect)),
        new("parquet", (path, columns, _) => ParquetSource.Read(path, columns)),
    ];

    public string Name => name;

    // What Hugging Face's library writes about a data set, beside its data.
    private static readonly string[] Descriptions =
        ["config.json", "dataset_dict.json", "dataset_info.json", "dataset_infos.json", "state.json"];

    /// <summary>
    /// The one that reads a file of the hub, by the end of its name; null where none does. Texts may be compressed, and lines of
    /// JSON are called <c>.json</c> too.
    /// </summary>
    public static FileSource? For(string path) => Descriptions.Contains(Path.GetFileName(path)) ? null
        : All.FirstOrDefault(source => Ends(source.Name).Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Ends(string format) =>
        from kind in format switch { "jsonl" => [".jsonl", ".json"], "csv" => [".csv", ".tsv"], _ => new[] { $".{format}" } }
        from compressed in format == "parquet" ? [""] : Compressed.Prepend("")
        select kind + compressed;

    public IReadOnlyCollection<string> Unused { get; } =
    [
        nameof(DataOptions.DataSet), nameof(DataOptions.Revision), nameof(DataOptions.Files), nameof(DataOptions.Classes),
        .. name == "csv" ? [] : new[] { nameof(DataOptions.CsvDialect) },
    ];

    public Digest Digest(DataOptions options) => DataSourceDigest.OfFiles(options);

    public IEnumerable<Example> Read(DataOptions options, IProgressSink progress, CancellationToken cancellation) =>
        options.Paths.Count > 0
            ? Read(DataFiles.Of(options).Select(file => file.Path), _ => this, options, progress, cancellation)
            : throw new PipelineException($"The data source '{name}' needs files: name them under 'paths' in the data section.");

    private IEnumerable<PairRecord> Records(string path, Columns columns, DataOptions options) => read(path, columns, options);

    /// <summary>The pairs of some files, whoever has brought them. Meanwhile they lie in a temporary file, not in
    /// memory.</summary>
    internal static IEnumerable<Example> Read(
        IEnumerable<string> paths, Func<string, FileSource> sourceOf, DataOptions options, IProgressSink progress,
        CancellationToken cancellation)
    {
        var columns = options.Task == ModelTask.Summarization
            ? new Columns(options.DocumentKey, options.SummaryKey)
            : new Columns(options.DocumentKey, options.LabelKey, options.SecondKey) { HasLabels = true };
        columns = columns with { IdKey = options.IdKey, Where = options.Where ?? columns.Where };
        var (all, leftOut) = (0, 0);
        using var stored = new ListOnDisk<Example>(Path.GetTempPath(), Write, Read);
        var ids = new List<string>();
        // What stands in two splits is kept for judging, and not learnt.
        var files = paths
            .Select(path => (Path: path, Split: options.SplitBy == SplitBy.File ? Splits.OfFile(path) : default(Split?)))
            .OrderByDescending(file => file.Split);
        foreach (var example in Pairs.Of(files.SelectMany(Records), columns, options.OnEmpty, TellOfSkipped))
        {
            stored.Add(example);
            ids.Add(example.Id);
        }
        if (leftOut > 0)
            Tell();
        foreach (var index in Enumerable.Range(0, ids.Count).OrderBy(index => ids[index], StringComparer.Ordinal))
            yield return stored[index];

        IEnumerable<PairRecord> Records((string Path, Split? Split) file) => sourceOf(file.Path)
            .Records(file.Path, columns, options).Select(record => Counted(record) with { Split = file.Split });

        PairRecord Counted(PairRecord record)
        {
            cancellation.ThrowIfCancellationRequested();
            all++;
            leftOut += record.IsLeftOut ? 1 : 0;
            return record;
        }

        void Tell()
        {
            var wanted = string.Join(", and ", columns.Where.Select(one => $"{one.Key}: {string.Join(" or ", one.Value)}"));
            if (leftOut == all)
            {
                throw new PipelineException(
                    $"None of {all:N0} records has {wanted}. Fix the column or its values under 'where' in the data section.");
            }
            progress.Info($"{leftOut:N0} of {all:N0} records do not have {wanted}, and are left out");
        }

        void TellOfSkipped(int count) => progress.Warn(
            $"{count:N0} records have no visible text under {string.Join(" or ", columns.Content)}, and are skipped.");
    }

    private static void Write(BinaryWriter file, Example example)
    {
        file.Write(example.Id);
        file.Write(example.Document);
        file.Write(example.Target);
        file.Write(example.Second ?? "");
        file.Write((sbyte)((int?)example.Split ?? -1));
    }

    private static Example Read(BinaryReader file) => new(file.ReadString(), file.ReadString(), file.ReadString())
    {
        Second = file.ReadString() is { Length: > 0 } second ? second : null,
        Split = file.ReadSByte() is >= 0 and var split ? (Split)split : null,
    };
}
