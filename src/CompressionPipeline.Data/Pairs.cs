using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Records of the user's files → examples, or what is wrong with them.</summary>
public static class Pairs
{
    private const int Named = 5;

    /// <summary>Each pair once, in the order of the records.</summary>
    /// <param name="records">The records of all files.</param>
    /// <param name="columns">Where the texts stood, for messages.</param>
    /// <param name="empty">What happens to a record without a visible text.</param>
    /// <param name="skipped">Gets the number of records that were left out because of it, where there are some.</param>
    /// <exception cref="PipelineException">Records have no text, or two different pairs have one id; the message names the
    /// places.</exception>
    public static List<Example> Of(
        IEnumerable<PairRecord> records, Columns columns, EmptyTexts empty = EmptyTexts.Error, Action<int>? skipped = null)
    {
        var pairs = new OrderedDictionary<(string, string?, string), (Example Example, PairRecord Record)>();
        var lacking = new List<(PairRecord Record, string Key)>();
        foreach (var record in records)
        {
            if (Lacks(record, columns) is { } key)
            {
                lacking.Add((record, key));
                continue;
            }
            var example = Example(record);
            pairs.TryAdd((example.Document, example.Second, example.Target), (example, record));
        }
        if (lacking.Count > 0 && empty == EmptyTexts.Error)
            throw Lacking(lacking);
        if (lacking.Count > 0)
            skipped?.Invoke(lacking.Count);
        RefuseTwice([.. pairs.Values]);
        return [.. pairs.Values.Select(pair => pair.Example)];
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
        var id = string.IsNullOrWhiteSpace(record.Id) ? Text.IdOf(told + "\n" + Text.OneLine(target)) : record.Id;
        return new(id, document, target) { Second = second, Split = record.Split };
    }

    private static PipelineException Lacking(List<(PairRecord Record, string Key)> lacking)
    {
        var others = lacking.Count == 1 ? "" : $" This holds of {lacking.Count} records: "
            + $"{string.Join(", ", lacking.Take(Named).Select(one => one.Record.At))}{(lacking.Count > Named ? ", …" : "")}.";
        return new($"{lacking[0].Record.At}: there is no visible text under '{lacking[0].Key}'.{others} Fill it in, name the "
            + "right key in the data section, or leave such records out with on-empty: skip.");
    }

    // Scores and differences are told by id, so that one name must not mean two examples.
    private static void RefuseTwice(IReadOnlyList<(Example Example, PairRecord Record)> pairs)
    {
        var twice = pairs.GroupBy(pair => pair.Example.Id, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        if (twice.Count == 0)
            return;
        var (id, places) = (twice[0].Key, twice[0].Select(pair => pair.Record.At).ToList());
        var others = twice.Count == 1 ? "" : $" So do {twice.Count - 1} other ids.";
        throw new PipelineException(
            $"{places[1]}: the id '{id}' stands here and in {places[0]}, with different texts.{others} Give every record an id "
            + "of its own, or none.");
    }
}
