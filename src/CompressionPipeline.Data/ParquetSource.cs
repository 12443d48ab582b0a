using CompressionPipeline.Core;
using Parquet;

namespace CompressionPipeline.Data;

/// <summary>Records from an Apache Parquet file, the format of data sets on the Hugging Face Hub.</summary>
public static class ParquetSource
{
    // Reading a row group longer than this, plus an allowance for the file's size, counts as hanging.
    private const int SecondsToRead = 10;
    private const long BytesASecond = 1 << 20;

    // Older writers do not mark their texts as UTF-8.
    private static readonly ParquetOptions Options = new() { TreatByteArrayAsString = true };

    // Equal rows compress to next to nothing, but documents are not equal.
    private const long MostRowsPerByte = 100;

    /// <summary>Reads one record after the other, one row group at a time; other columns are not read.</summary>
    /// <exception cref="PipelineException">
    /// The file is missing, not Parquet, lacks a column, or a column holds no text; the message names file and column.
    /// </exception>
    public static IEnumerable<PairRecord> Read(string path, Columns columns)
    {
        SourceFile.Open(path).Dispose();
        using var file = new FiniteFile(path);
        if (FileFormat.Mistaken(path) is { } mistaken)
            throw new InvalidFileException(path, mistaken, "Then name the Parquet file in the data section.");
        var groups = ReadAsync(file, path, columns).GetAsyncEnumerator();
        var (next, longest) = (Task.FromResult(true), TimeSpan.FromSeconds(SecondsToRead + (file.Length / BytesASecond)));
        try
        {
            while (Next(next = Task.Run(() => groups.MoveNextAsync().AsTask()), longest, path))
            {
                foreach (var record in groups.Current)
                    yield return record;
            }
        }
        finally
        {
            // A reader that hangs cannot be closed either; it ends with the program.
            if (next.IsCompleted)
                groups.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // The library loops forever in some damaged files.
    private static bool Next(Task<bool> next, TimeSpan longest, string path)
    {
        try
        {
            return Task.WaitAny([next], longest) == 0 ? next.GetAwaiter().GetResult() : throw new TimeoutException();
        }
        // The library's own words speak of its code, not of the file; it takes whatever memory a length in the file claims.
        catch (Exception error) when (error is not PipelineException)
        {
            throw new PipelineException(
                $"{path} cannot be read as Parquet: it is another format, damaged, or larger than memory. "
                + "Write the file again, compressed by snappy or zstd.", error);
        }
    }

    private static async IAsyncEnumerable<IEnumerable<PairRecord>> ReadAsync(Stream file, string path, Columns columns)
    {
        await using var parquet = await ParquetReader.CreateAsync(file, Options);
        var fields = parquet.Schema.Fields.ToDictionary(field => field.Name);
        columns.Require([.. fields.Keys], path);
        var before = 0;
        for (var index = 0; index < parquet.RowGroupCount; index++)
        {
            using var group = parquet.OpenRowGroupReader(index);
            if (group.RowCount > file.Length * MostRowsPerByte)
            {
                throw new PipelineException(
                    $"{path}: row group {index + 1} claims {group.RowCount:N0} rows, more than {file.Length:N0} bytes hold. "
                    + "Write the file again.");
            }
            var (rows, first) = ((int)group.RowCount, before + 1);
            var read = new ParquetColumns(group, path, first);
            var documents = await read.Texts(fields[columns.Document]);
            var targets = columns.HasLabels
                ? await read.Written(fields[columns.Target])
                : await read.Texts(fields[columns.Target]);
            var second = columns.Second is { } key ? await read.Texts(fields[key]) : null;
            var ids = columns.IdToRead is { } named && fields.TryGetValue(named, out var id) ? await read.Names(id) : null;
            var conditions = new Dictionary<string, Func<int, string?>>();
            foreach (var name in columns.Where.Keys)
                conditions[name] = await read.Written(fields[name]);
            yield return Enumerable.Range(0, rows).Select(row => columns.Want(name => conditions[name](row))
                ? new PairRecord(ids?.Invoke(row), documents(row), targets(row), path, first + row)
                {
                    IsRow = true, Second = second?.Invoke(row),
                }
                : new PairRecord(null, null, null, path, first + row) { IsRow = true, IsLeftOut = true });
            before += rows;
        }
    }
}
