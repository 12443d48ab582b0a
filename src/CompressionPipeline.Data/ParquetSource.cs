using System.Globalization;
using CompressionPipeline.Core;
using Parquet;
using Parquet.Schema;

namespace CompressionPipeline.Data;

/// <summary>Records from an Apache Parquet file, the format of data sets on the Hugging Face Hub.</summary>
public static class ParquetSource
{
    // Older writers do not mark their texts as UTF-8.
    private static readonly ParquetOptions Options = new() { TreatByteArrayAsString = true };

    // Equal rows take next to nothing, but documents are not equal.
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
        try
        {
            while (Next(groups, path))
            {
                foreach (var record in groups.Current)
                    yield return record;
            }
        }
        finally
        {
            groups.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static bool Next<T>(IAsyncEnumerator<T> groups, string path)
    {
        try
        {
            return groups.MoveNextAsync().AsTask().GetAwaiter().GetResult();
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
        var fields = parquet.Schema.GetDataFields().Where(field => field.Path.Length == 1).ToDictionary(field => field.Name);
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
            var documents = await Texts(group, fields[columns.Document], path);
            var targets = columns.HasLabels
                ? await TextsOrNumbers(group, fields[columns.Target], path)
                : await Texts(group, fields[columns.Target], path);
            var second = columns.Second is { } key ? await Texts(group, fields[key], path) : null;
            var ids = fields.TryGetValue(Columns.Id, out var id) ? await TextsOrNumbers(group, id, path) : null;
            var conditions = new Dictionary<string, string?[]>();
            foreach (var name in columns.Where.Keys)
                conditions[name] = await Written(group, fields[name], path);
            var first = before + 1;
            yield return documents.Select((document, row) => new PairRecord(ids?[row], document, targets[row], path, first + row)
            {
                IsRow = true, Second = second?[row], IsLeftOut = !columns.Want(name => conditions[name][row]),
            });
            before += documents.Length;
        }
    }

    private static Task<string?[]> Written(ParquetRowGroupReader group, DataField field, string path) =>
        field.MaxRepetitionLevel == 0 && field.ClrType == typeof(bool)
            ? Values<bool>(group, field, value => value ? "true" : "false")
            : TextsOrNumbers(group, field, path);

    // A number is a name, a label or a value as it is written, as in a CSV file.
    private static Task<string?[]> TextsOrNumbers(ParquetRowGroupReader group, DataField field, string path) =>
        Type.GetTypeCode(field.MaxRepetitionLevel == 0 ? field.ClrType : null) switch
        {
            TypeCode.Byte => Numbers<byte>(group, field),
            TypeCode.SByte => Numbers<sbyte>(group, field),
            TypeCode.Int16 => Numbers<short>(group, field),
            TypeCode.UInt16 => Numbers<ushort>(group, field),
            TypeCode.Int32 => Numbers<int>(group, field),
            TypeCode.UInt32 => Numbers<uint>(group, field),
            TypeCode.Int64 => Numbers<long>(group, field),
            TypeCode.UInt64 => Numbers<ulong>(group, field),
            TypeCode.Single => Numbers<float>(group, field),
            TypeCode.Double => Numbers<double>(group, field),
            _ => Texts(group, field, path),
        };

    private static Task<string?[]> Numbers<T>(ParquetRowGroupReader group, DataField field)
        where T : struct, IFormattable =>
        Values<T>(group, field, number => number.ToString(null, CultureInfo.InvariantCulture));

    private static async Task<string?[]> Values<T>(ParquetRowGroupReader group, DataField field, Func<T, string> text)
        where T : struct
    {
        if (!field.IsNullable)
        {
            var all = new T[group.RowCount];
            await group.ReadAsync<T>(field, all.AsMemory());
            return Array.ConvertAll(all, value => (string?)text(value));
        }
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values.AsMemory());
        return Array.ConvertAll(values, value => value is { } known ? text(known) : null);
    }

    private static async Task<string?[]> Texts(ParquetRowGroupReader group, DataField field, string path)
    {
        if (!IsText(field))
        {
            throw new PipelineException(
                $"{path}: the column '{field.Name}' holds {Kind(field)} and not text. Name another in the data section.");
        }
        var texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts.AsMemory());
        return texts;
    }

    private static string Kind(DataField field) => field.MaxRepetitionLevel > 0 ? "lists"
        : Type.GetTypeCode(field.ClrType) switch
        {
            TypeCode.Boolean => "truth values",
            >= TypeCode.SByte and <= TypeCode.Decimal => "numbers",
            TypeCode.DateTime => "dates",
            _ => "other values",
        };

    private static bool IsText(DataField field) => field.ClrType == typeof(ReadOnlyMemory<char>) && field.MaxRepetitionLevel == 0;
}
