using System.Text;
using CompressionPipeline.Core;
using CsvHelper;

namespace CompressionPipeline.Data;

/// <summary>Records from a CSV file whose first record names the columns.</summary>
public static class CsvSource
{
    /// <summary>Reads every record; blank lines are skipped, other columns are ignored.</summary>
    /// <exception cref="PipelineException">
    /// The file is missing, lacks a column, or a record is not of the dialect; the message names file, line and column.
    /// </exception>
    public static List<PairRecord> Read(string path, Columns columns, CsvDialect dialect = CsvDialect.Rfc4180)
    {
        using var csv = CsvReader.Create(Open(path, dialect), new CsvReaderOptions
        {
            Separator = dialect switch { CsvDialect.Semicolon => ';', CsvDialect.Tab => '\t', _ => ',' },
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            OnMalformedRecord = record => Refuse(path, record, dialect),
        });
        try
        {
            csv.ReadHeader();
            return Read(csv, path, columns);
        }
        catch (CsvFormatException error)
        {
            const string fix = "Put fields with commas, quotes or line breaks in double quotes.";
            throw new PipelineException($"{At(path, error.LineNumber)}: {error.Message} {fix}", error);
        }
        catch (DecoderFallbackException error)
        {
            throw SourceFile.NotUtf8(path, csv.LineNumber, error);
        }
    }

    private static TextReader Open(string path, CsvDialect dialect)
    {
        var text = SourceFile.OpenText(path);
        if (dialect != CsvDialect.Backslash)
            return text;
        using (text)
            return new StringReader(BackslashQuotes.ToRfc4180(SourceFile.ReadToEnd(text, path)));
    }

    private static List<PairRecord> Read(CsvReader csv, string path, Columns columns)
    {
        var header = csv.Headers.ToList();
        columns.Require(header, At(path, Math.Max(1, csv.LineNumber)));
        var (document, target) = (header.IndexOf(columns.Document), header.IndexOf(columns.Target));
        var second = columns.Second is { } key ? header.IndexOf(key) : -1;
        var id = header.IndexOf(Columns.Id);
        var records = new List<PairRecord>();
        while (csv.Read())
        {
            var name = id < 0 ? null : csv.GetString(id);
            records.Add(new(name, csv.GetString(document), csv.GetString(target), path, (int)csv.LineNumber)
            {
                Second = second < 0 ? null : csv.GetString(second),
            });
        }
        return records;
    }

    // A quote inside an unquoted field, such as 5" disk, is text, unless a quoted field of several lines follows it.
    private static void Refuse(string path, CsvMalformedRecord record, CsvDialect dialect)
    {
        var escaped = dialect != CsvDialect.Backslash && record.RawRecord.Contains("\\\"", StringComparison.Ordinal);
        if (record.Reason == CsvMalformedReason.StrayQuote && !escaped
            && !record.RawRecord.Contains('\n', StringComparison.Ordinal))
            return;
        var what = record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => "a quoted field is never closed. Close it with a double quote.",
            CsvMalformedReason.TextAfterClosingQuote => "text follows the closing quote of a field. Double the quotes inside it.",
            _ => "a quote stands inside an unquoted field. Put the field in double quotes and double those inside.",
        };
        var hint = escaped
            ? " Where a backslash stands before quotes in texts, say csv-dialect: backslash in the data section."
            : "";
        // A quote that is never closed is noticed at the end; a rewritten file has its lines, but not its columns.
        var place = record.Reason == CsvMalformedReason.UnterminatedQuote || dialect == CsvDialect.Backslash
            ? At(path, record.LineNumber)
            : SourceFile.Place(path, record.ByteOffset).ToString();
        throw new PipelineException($"{place}: {what}{hint}");
    }

    private static string At(string path, long line) => new SourceLocation(path, (int)line, 1).ToString();
}
