using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Records of the user's files → examples, or what is wrong with them.</summary>
public static class Pairs
{
    /// <summary>Each pair once, in the order of the records; none is held in memory.</summary>
    /// <param name="records">The records of all files.</param>
    /// <param name="columns">Where the texts stood, for messages.</param>
    /// <param name="empty">What happens to a record without a visible text.</param>
    /// <param name="skipped">Gets the number of records that were left out because of it, where there are some.</param>
    /// <exception cref="PipelineException">After the last pair: records have no text, or two different pairs have one id; the
    /// message names the places.</exception>
    public static IEnumerable<Example> Of(
        IEnumerable<PairRecord> records, Columns columns, EmptyTexts empty = EmptyTexts.Error, Action<int>? skipped = null)
    {
        var (seen, lacking) = (new SeenPairs(), new LackingRecords());
        foreach (var record in records.Where(record => !record.IsLeftOut))
        {
            if (Lacks(record, columns) is { } key)
                lacking.Add(record, key);
            else if (Example(record) is var example && seen.Add(example, record))
                yield return example;
        }
        if (lacking.Count > 0 && empty == EmptyTexts.Error)
            throw lacking.Error();
        if (lacking.Count > 0)
            skipped?.Invoke(lacking.Count);
        seen.RefuseTwice();
    }

    private static string? Lacks(PairRecord record, Columns columns) =>
        Text.IsInvisible(record.Document) ? columns.Document
        : columns.Second is { } second && Text.IsInvisible(record.Second) ? second
        : Text.IsInvisible(record.Target) ? columns.Target
        : null;

    // The id is what it was while summaries were one line.
    private static Example Example(PairRecord record)
    {
        var (document, target) = (Text.OneLine(record.Document), Text.Lines(record.Target));
        var second = record.Second is { } text ? Text.OneLine(text) : null;
        var told = second is null ? document : document + "\n" + second;
        var id = Text.IsInvisible(record.Id) ? Text.IdOf(told + "\n" + Text.OneLine(target)) : record.Id!;
        return new(id, document, target) { Second = second, Split = record.Split };
    }
}
