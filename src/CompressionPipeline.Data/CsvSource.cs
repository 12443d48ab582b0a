using System.Text;
using CompressionPipeline.Core;
using CsvHelper;

namespace CompressionPipeline.Data;

/// <summary>Pairs from a comma-separated file (RFC 4180) whose first record names the columns.</summary>
public static class CsvSource
{
    /// <summary>Reads every pair; blank lines are skipped, other columns are ignored.</summary>
    /// <exception cref="PipelineException">
    /// The file is missing, lacks a column, or a record is not a pair; the message names file and line.
    /// </exception>
    public static List<Example> Read(string path, Columns columns)
    {
        using var csv = CsvReader.Create(SourceFile.OpenText(path), new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            OnMalformedRecord = record => Refuse(path, record),
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

    private static List<Example> Read(CsvReader csv, string path, Columns columns)
    {
        var header = csv.Headers.ToList();
        columns.Require(header, At(path, Math.Max(1, csv.LineNumber)));
        var (document, summary) = (header.IndexOf(columns.Document), header.IndexOf(columns.Summary));
        var id = header.IndexOf(Columns.Id);
        var examples = new List<Example>();
        while (csv.Read())
        {
            var name = id < 0 ? null : csv.GetString(id);
            examples.Add(Pair.Of(name, csv.GetString(document), csv.GetString(summary), columns, At(path, csv.LineNumber)));
        }
        return examples;
    }

    // A quote inside an unquoted field, such as 5" disk, is text, unless a quoted field of several lines follows it.
    private static void Refuse(string path, CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.StrayQuote && !record.RawRecord.Contains('\n', StringComparison.Ordinal))
            return;
        var what = record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => "a quoted field is never closed. Close it with a double quote.",
            CsvMalformedReason.TextAfterClosingQuote => "text follows the closing quote of a field. Double the quotes inside it.",
            _ => "a quote stands inside an unquoted field. Put the field in double quotes and double those inside.",
        };
        throw new PipelineException($"{At(path, record.LineNumber)}: {what}");
    }

    private static string At(string path, long line) => new SourceLocation(path, (int)line, 1).ToString();
}
