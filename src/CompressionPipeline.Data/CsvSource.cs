using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CsvHelper;

namespace CompressionPipeline.Data;

/// <summary>Records from a CSV file whose first record names the columns.</summary>
public static class CsvSource
{
    private const int MostOfRecord = 64 << 20;

    /// <summary>Reads one record after the other; blank lines are skipped, other columns are ignored.</summary>
    /// <exception cref="PipelineException">
    /// The file is missing, lacks a column, or a record is not of the dialect; the message names file, line and column.
    /// </exception>
    public static IEnumerable<PairRecord> Read(string path, Columns columns, CsvDialect dialect = CsvDialect.Rfc4180)
    {
        using var csv = CsvReader.Create(Open(path, dialect), new CsvReaderOptions
        {
            Separator = SeparatorOf(dialect),
            Mode = dialect == CsvDialect.TabPlain ? CsvMode.NoEscape : CsvMode.Rfc4180,
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            // Else a quote that is never closed takes the rest of the file into memory.
            MaxRecordSize = MostOfRecord,
            OnMalformedRecord = record => Refuse(path, record, dialect),
        });
        var header = Next(csv, path, dialect, () => csv.Headers.ToList());
        RequireDialect(header, columns, dialect, At(path, 1));
        columns.Require(header, At(path, Math.Max(1, csv.LineNumber)));
        var (document, target) = (header.IndexOf(columns.Document), header.IndexOf(columns.Target));
        var second = columns.Second is { } key ? header.IndexOf(key) : -1;
        var id = columns.IdToRead is { } name ? header.IndexOf(name) : -1;
        while (Next(csv, path, dialect, csv.Read))
        {
            yield return new(Field(id), csv.GetString(document), csv.GetString(target), path, (int)csv.LineNumber)
            {
                Second = Field(second), IsLeftOut = !columns.Want(key => Field(header.IndexOf(key))),
            };
        }

        string? Field(int index) => index < 0 ? null : csv.GetString(index);
    }

    private static TextReader Open(string path, CsvDialect dialect) =>
        dialect == CsvDialect.Backslash ? new BackslashQuotes(SourceFile.OpenText(path)) : SourceFile.OpenText(path);

    private static T Next<T>(CsvReader csv, string path, CsvDialect dialect, Func<T> read)
    {
        try
        {
            return SourceFile.Read(path, () => csv.LineNumber, read);
        }
        catch (CsvFormatException error)
        {
            var fix = dialect == CsvDialect.TabPlain
                ? "No field can hold a tab or a line break: take them out, or quote the fields and say csv-dialect: tab."
                : "Put fields with commas, quotes or line breaks in double quotes.";
            throw new PipelineException($"{At(path, error.LineNumber)}: {error.Message} {fix}", error);
        }
    }

    // One column with another separator in its name is a file of another dialect.
    private static void RequireDialect(List<string> header, Columns columns, CsvDialect dialect, string at)
    {
        if (header is not [var only])
            return;
        foreach (var (separator, other) in new[]
            { (',', CsvDialect.Rfc4180), (';', CsvDialect.Semicolon), ('\t', CsvDialect.Tab) }
            .Where(one => one.Item1 != SeparatorOf(dialect)))
        {
            if (columns.Content.Intersect(only.Split(separator).Select(name => name.Trim('"'))).Any())
            {
                throw new PipelineException($"{at}: the columns are separated in another way than csv-dialect: "
                    + $"{OptionsJson.NameOf(dialect)} says. Say csv-dialect: {OptionsJson.NameOf(other)} in the data section.");
            }
        }
    }

    // A quote inside an unquoted field, such as 5" disk, is text, unless something else is wrong with the record, of which the
    // reader does not tell then.
    private static void Refuse(string path, CsvMalformedRecord record, CsvDialect dialect)
    {
        var escaped = dialect != CsvDialect.Backslash && record.RawRecord.Contains("\\\"", StringComparison.Ordinal);
        if (record.Reason == CsvMalformedReason.StrayQuote && !escaped && IsWholeLine(record.RawRecord, SeparatorOf(dialect)))
            return;
        var what = record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => "a quoted field is never closed. Close it with a double quote.",
            CsvMalformedReason.TextAfterClosingQuote => "text follows the closing quote of a field. Double the quotes inside it.",
            _ => "a quote stands inside an unquoted field. Put the field in double quotes and double those inside.",
        };
        var hint = escaped
            ? " Where a backslash stands before quotes in texts, say csv-dialect: backslash in the data section."
            : dialect == CsvDialect.Tab ? " Where quotes are text, as in GLUE, say csv-dialect: tab-plain." : "";
        // A quote that is never closed is noticed at the end; a rewritten file has its lines, but not its columns.
        var place = record.Reason == CsvMalformedReason.UnterminatedQuote || dialect == CsvDialect.Backslash
            ? At(path, record.LineNumber)
            : SourceFile.Place(path, record.ByteOffset).ToString();
        throw new PipelineException($"{place}: {what}{hint}");
    }

    // Fields with quotes around them have nothing behind these, and no line break.
    private static bool IsWholeLine(string record, char separator)
    {
        var field = $"""(?:"(?:[^"\n]|"")*"|[^"{separator}\n][^{separator}\n]*)?""";
        return Regex.IsMatch(record, $@"\A{field}(?:{separator}{field})*\z", RegexOptions.NonBacktracking);
    }

    private static char SeparatorOf(CsvDialect dialect) =>
        dialect switch { CsvDialect.Semicolon => ';', CsvDialect.Tab or CsvDialect.TabPlain => '\t', _ => ',' };

    private static string At(string path, long line) => new SourceLocation(path, (int)line, 1).ToString();
}
