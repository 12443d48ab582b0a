using System.IO.Compression;
using System.Text;
using CompressionPipeline.Core;
using TestKit;
using ZstdSharp;

namespace CompressionPipeline.Data.Tests;

public sealed class CsvSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_Read_Quoted_Fields_With_Commas_Quotes_And_Line_Breaks()
    {
        // Given
        var path = folder.Write("a.csv", "id,summary,document\r\n7,\"A, \"\"b\"\".\",\"two\r\nlines\"\r\n\r\n8,c,\"d\"\r\n");

        // When
        var examples = Read(path, new());

        // Then
        Assert.Equal([new("7", "two lines", "A, \"b\"."), new("8", "d", "c")], examples);
    }

    [Fact]
    public void Should_Read_A_File_That_Begins_With_A_Byte_Order_Mark()
    {
        // Given
        var path = folder.Write("a.csv", "\uFEFFdocument,summary\na,b\n");

        // When, Then
        Assert.Equal(("a", "b"), Read(path, new()) is [var only] ? (only.Document, only.Target) : default);
    }

    [Theory]
    [InlineData("a.csv.zst", CsvDialect.Rfc4180)]
    [InlineData("a.csv.zst", CsvDialect.Backslash)]
    public void Should_Decompress_What_Is_Named_After_Zstd(string name, CsvDialect dialect)
    {
        // Given
        var path = folder.File(name);
        using (var compressed = new CompressionStream(File.Create(path), leaveOpen: false))
            compressed.Write("document,summary\r\n\"a, b\",c\r\n\"d\r\ne\",f\r\n"u8);

        // When, Then
        Assert.Equal([("a, b", 2), ("d\r\ne", 3)],
            CsvSource.Read(path, new(), dialect).Select(record => (record.Document!, record.Number)));
    }

    [Fact]
    public void Should_Take_A_Quote_Inside_An_Unquoted_Field_For_Text()
    {
        // Given
        var path = folder.Write("a.csv", "document,summary\na 5\" disk,\"small, \"\"red\"\"\"\na 6\" disk,large\n");

        // When, Then
        Assert.Equal(["a 5\" disk", "a 6\" disk"], Read(path, new()).Select(example => example.Document));
    }

    // As GLUE has them: to the other dialect, lines 2 and 3 are one field that goes on over both.
    [Fact]
    public void Should_Take_Quotes_For_Text_Where_Nothing_Is_Quoted()
    {
        // Given
        var path = folder.Write("a.tsv", "document\tsummary\n\"a\t0\nb\"\t1\n5\" \\\"c\\\"\t0\r\n\"\"\t\"\n");

        // When
        var records = CsvSource.Read(path, new(), CsvDialect.TabPlain);

        // Then
        Assert.Equal([("\"a", "0", 2), ("b\"", "1", 3), ("5\" \\\"c\\\"", "0", 4), ("\"\"", "\"", 5)],
            records.Select(record => (record.Document!, record.Target!, record.Number)));
    }

    [Fact]
    public void Should_Name_The_Line_With_A_Tab_Too_Many()
    {
        var path = folder.Write("a.tsv", "document\tsummary\na\tb\nc\td\te\n");
        var error = Assert.Throws<PipelineException>(() => CsvSource.Read(path, new(), CsvDialect.TabPlain).ToList());
        Assert.StartsWith($"{path}(3,1)", error.Message, StringComparison.Ordinal);
        Assert.Contains("csv-dialect: tab", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id;document;summary\n1;a;b\n", CsvDialect.Rfc4180, "semicolon")]
    [InlineData("document\tsummary\na\tb\n", CsvDialect.Rfc4180, "tab")]
    [InlineData("document,summary\na,b\n", CsvDialect.Tab, "rfc4180")]
    [InlineData("document,summary\na,b\n", CsvDialect.TabPlain, "rfc4180")]
    public void Should_Name_The_Dialect_That_The_File_Has(string text, CsvDialect dialect, string named)
    {
        var path = folder.Write("a.csv", text);
        var error = Assert.Throws<PipelineException>(() => CsvSource.Read(path, new(), dialect).ToList());
        Assert.StartsWith($"{path}(1,1)", error.Message, StringComparison.Ordinal);
        Assert.Contains($"csv-dialect: {named}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Refuse_A_Record_That_Would_Fill_The_Memory()
    {
        // Given: a quote that is never closed, in a few bytes
        var path = folder.File("a.csv.gz");
        using (var compressed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            compressed.Write("document,summary\n\""u8);
            var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("some text\n", 1 << 16)));
            for (var i = 0; i < 150; i++)
                compressed.Write(lines);
        }

        // When, Then
        Assert.Contains(path, Assert.ThrowsAny<PipelineException>(() => CsvSource.Read(path, new()).ToList()).Message);
    }

    [Theory]
    [InlineData("document,summary\na,b\nc\n", 3, 1)]
    [InlineData("document,summary\na,b\nc,d,e\n", 3, 1)]
    [InlineData("document,summary\n\"a\nb\",\n", 2, 1)]
    [InlineData("document,summary\n\n\"a\nb\",c\n,d\n", 5, 1)]
    [InlineData("document,summary\na,\"b\nc\n", 2, 1)]
    [InlineData("document,summary\na,\"b\" c\n", 2, 6)]
    [InlineData("document,summary\na\" b,\"c\nd,e\n", 2, 2)]
    [InlineData("document,summary\na \"b\",\"c\" d\n", 2, 3)]
    [InlineData("document,summary\nü,\"b\\\" c\"\n", 2, 7)]
    [InlineData("document,summary\nü b \\\"c\\\",d\n", 2, 6)]
    [InlineData("text,summary\na,b\n", 1, 1)]
    [InlineData("", 1, 1)]
    public void Should_Name_File_Line_And_Column_Of_What_Is_No_Pair(string text, int line, int column)
    {
        // Given
        var path = folder.Write("a.csv", text);

        // When
        var error = Assert.Throws<PipelineException>(() => Read(path, new()));

        // Then
        Assert.StartsWith($"{path}({line},{column})", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CsvDialect.Semicolon, "document;summary\n\"a;\"\"b\"\"\";c\n", "a;\"b\"", "c")]
    [InlineData(CsvDialect.Tab, "document\tsummary\na, b\tc\n", "a, b", "c")]
    [InlineData(CsvDialect.Backslash, "document,summary\n\"a \\\"b\\\"\",\"c\\\\\"\n", "a \"b\"", "c\\")]
    [InlineData(CsvDialect.Backslash, "document,summary\n\"\\\"a, b\\\"\",c \\\"d\\\"\n", "\"a, b\"", "c \"d\"")]
    [InlineData(CsvDialect.Backslash, "document,summary\n\"a \"\"b\"\"\",c\\n\n", "a \"b\"", "c\\n")]
    public void Should_Read_A_Named_Dialect(CsvDialect dialect, string text, string document, string summary)
    {
        // Given
        var path = folder.Write("a.csv", text);

        // When
        var example = Assert.Single(Pairs.Of(CsvSource.Read(path, new(), dialect), new()));

        // Then
        Assert.Equal((document, summary), (example.Document, example.Target));
    }

    [Fact]
    public void Should_Name_The_Column_That_Is_Missing_And_The_Nearest_One()
    {
        // Given
        var path = folder.Write("a.csv", "id,documents,summary\n1,a,b\n");

        // When
        var error = Assert.Throws<PipelineException>(() => Read(path, new()));

        // Then
        Assert.Contains("'document'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'documents'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_Only_The_First_Of_Many_Columns_And_Cut_Long_Ones()
    {
        // Given
        var path = folder.Write("a.csv", string.Join(',',
            Enumerable.Range(0, 5000).Select(index => $"c{index}\u0007{new string('x', 200)}")) + "\n");

        // When
        var error = Assert.Throws<PipelineException>(() => Read(path, new()));

        // Then
        Assert.Contains("of 5000 columns: c0?xxx", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 1, 4000);
    }

    [Theory]
    [InlineData("document,summary,document")]
    [InlineData("id,document,id,summary")]
    public void Should_Refuse_A_Column_That_Stands_There_Twice(string header)
    {
        // Given
        var path = folder.Write("a.csv", $"{header}\na,b,c{(header.StartsWith("id", StringComparison.Ordinal) ? ",d" : "")}\n");

        // When
        var error = Assert.Throws<PipelineException>(() => Read(path, new()));

        // Then
        Assert.StartsWith($"{path}(1,1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Take_Little_Memory_To_Refuse_A_Line_Of_Separators()
    {
        // Given
        var path = folder.Write("a.csv", "summary" + new string(',', 200_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        // When
        Assert.Throws<PipelineException>(() => Read(path, new()));

        // Then
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
    }

    [Fact]
    public void Should_Name_A_File_That_Is_Not_Utf8()
    {
        // Given
        var path = folder.File("latin1.csv");
        File.WriteAllBytes(path, [.. "document,summary\ncaf"u8, 0xE9, .. ",b\n"u8]);

        // When
        var error = Assert.Throws<PipelineException>(() => Read(path, new()));

        // Then
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    private static List<Example> Read(string path, Columns columns) => [.. Pairs.Of(CsvSource.Read(path, columns), columns)];

    public void Dispose() => folder.Dispose();
}
