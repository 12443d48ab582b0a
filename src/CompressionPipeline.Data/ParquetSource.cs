using CompressionPipeline.Core;
using Parquet;
using Parquet.Schema;

namespace CompressionPipeline.Data;

/// <summary>Pairs from an Apache Parquet file, the format of data sets on the Hugging Face Hub.</summary>
public static class ParquetSource
{
    // Older writers do not mark their texts as UTF-8.
    private static readonly ParquetOptions Options = new() { TreatByteArrayAsString = true };

    /// <summary>Reads every pair, one row group after the other; other columns are not read.</summary>
    /// <exception cref="PipelineException">
    /// The file is missing, not Parquet, lacks a column, or a row is not a pair; the message names file, column and row, from 1.
    /// </exception>
    public static List<Example> Read(string path, Columns columns)
    {
        using var file = SourceFile.Open(path);
        try
        {
            return ReadAsync(file, path, columns).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not (PipelineException or OutOfMemoryException))
        {
            throw new PipelineException($"{path} cannot be read as Parquet: {error.Message} Write the file again.", error);
        }
    }

    private static async Task<List<Example>> ReadAsync(Stream file, string path, Columns columns)
    {
        await using var parquet = await ParquetReader.CreateAsync(file, Options);
        var fields = parquet.Schema.GetDataFields().Where(field => field.Path.Length == 1).ToDictionary(field => field.Name);
        columns.Require([.. fields.Keys], path);
        var examples = new List<Example>();
        for (var index = 0; index < parquet.RowGroupCount; index++)
        {
            using var group = parquet.OpenRowGroupReader(index);
            var documents = await Texts(group, fields[columns.Document], path);
            var summaries = await Texts(group, fields[columns.Summary], path);
            var ids = fields.TryGetValue(Columns.Id, out var id) && IsText(id) ? await Texts(group, id, path) : null;
            for (var row = 0; row < documents.Length; row++)
                examples.Add(Pair.Of(ids?[row], documents[row], summaries[row], columns, $"{path}, row {examples.Count + 1}"));
        }
        return examples;
    }

    private static async Task<string?[]> Texts(ParquetRowGroupReader group, DataField field, string path)
    {
        if (!IsText(field))
        {
            throw new PipelineException(
                $"{path}: the column '{field.Name}' holds {field.ClrType.Name} and not text. Name another in the data section.");
        }
        var texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts.AsMemory());
        return texts;
    }

    private static bool IsText(DataField field) => field.ClrType == typeof(ReadOnlyMemory<char>) && field.MaxRepetitionLevel == 0;
}
