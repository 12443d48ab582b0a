using System.Text;
using CompressionPipeline.Data;
using TestKit;

namespace Benchmarks.Fuzzing;

/// <summary>Files with pairs.</summary>
internal static class DataReaders
{
    private static readonly Columns Columns = new();

    public static FuzzedReader Jsonl(string folder) => new("pairs.jsonl",
    [
        Bytes("""
            {"id": "a", "document": "One line.", "summary": "One."}
            {"id": 17, "document": "Two\nlines \ud83d\ude00", "summary": "Two.", "more": [1, {"x": null}]}

            {"document": "Drei Zeilen", "summary": "dré 日本"}

            """),
    ], ["\"id\"", "\"document\"", "\"summary\"", "\\u0000", "\\n", "{\"document\": \"x\", \"summary\": \"y\"}\n"],
        Reading("pairs.jsonl", path => JsonlSource.Read(path, Columns)));

    public static FuzzedReader Csv(string folder) => new("pairs.csv",
    [
        Bytes("id,document,summary\na,\"One, with \"\"quotes\"\"\",One.\n17,\"Two\nlines\",Two.\n"),
        Bytes("document;summary\r\n\"One; semicolon\";One.\r\n"),
        Bytes("document,summary\n\"One \\\"quoted\\\"\",\"a \\\\ b\"\n"),
        Bytes("document\tsummary\tid\nOne\tTwo\t3\n"),
    ], ["document", "summary", "id", "\"\"", "\\\"", ";", "\t", "\r\n", "\"a,b\"", "document,summary\n"], folder => Readers.Each(
        [.. Enum.GetValues<CsvDialect>().Select(dialect => (Action)(() =>
            Reading("pairs.csv", path => CsvSource.Read(path, Columns, dialect))(folder)))]));

    public static FuzzedReader Parquet(string folder) => new("pairs.parquet",
        [File.ReadAllBytes(RepositoryRoot.Combine("tests", "CompressionPipeline.Data.Tests", "duckdb.parquet"))],
        ["document", "summary", "id", "PAR1"], Reading("pairs.parquet", path => ParquetSource.Read(path, Columns)));

    private static Action<string> Reading(string name, Func<string, IEnumerable<PairRecord>> read) =>
        folder => _ = Pairs.Of(read(Path.Combine(folder, name)), Columns, EmptyTexts.Skip).Count();

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
