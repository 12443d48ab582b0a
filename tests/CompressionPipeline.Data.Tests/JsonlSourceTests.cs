using System.IO.Compression;
using System.Text;
using CompressionPipeline.Core;
using TestKit;
using ZstdSharp;

namespace CompressionPipeline.Data.Tests;

public sealed class JsonlSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_Read_The_Named_Keys()
    {
        // Given
        var path = folder.Write("a.jsonl", """
            {"article": "A long\n text.", "highlights": "Short.", "other": [1]}

            {"id": "x", "article": "B", "highlights": "b"}
            """);

        // When
        var examples = Read(path, new("article", "highlights"));

        // Then
        Assert.Equal(["A long text.", "B"], examples.Select(example => example.Document));
        Assert.Equal(["Short.", "b"], examples.Select(example => example.Target));
        Assert.Equal("x", examples[1].Id);
        Assert.Equal(16, examples[0].Id.Length);
    }

    [Fact]
    public void Should_Decompress_What_Is_Named_After_Gzip()
    {
        var path = folder.File("a.jsonl.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            gzip.Write("""{"document": "A", "summary": "größer"}"""u8);

        Assert.Equal("größer", Assert.Single(Read(path, new())).Target);
    }

    [Fact]
    public void Should_Decompress_What_Is_Named_After_Zstd()
    {
        // Given
        var path = folder.File("a.jsonl.zst");
        Compress(path, """{"document": "A", "summary": "größer"}"""u8);

        // When, Then
        Assert.Equal("größer", Assert.Single(Read(path, new())).Target);
        File.Move(path, folder.File("b.jsonl"));
        var error = Assert.ThrowsAny<PipelineException>(() => Read(folder.File("b.jsonl"), new()));
        Assert.Contains("zstd", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(9)]
    public void Should_Refuse_Gzip_That_Is_Cut_Off_Behind_Its_Last_Line(int bytes)
    {
        // Given
        var whole = Gzip(Encoding.UTF8.GetBytes(Line));
        File.WriteAllBytes(folder.File("a.jsonl.gz"), whole[..^bytes]);

        // When, Then
        AssertRefused("a.jsonl.gz", "cut off");
    }

    [Theory]
    [InlineData("a.jsonl.gz", "gzip")]
    [InlineData("a.jsonl.zst", "gzip")]
    public void Should_Say_That_A_File_Is_Compressed_Twice(string name, string inner)
    {
        var once = Gzip(Encoding.UTF8.GetBytes(Line));
        using var compressor = new Compressor();
        File.WriteAllBytes(
            folder.File(name), name.EndsWith("gz", StringComparison.Ordinal) ? Gzip(once) : [.. compressor.Wrap(once)]);
        AssertRefused(name, inner);
    }

    [Fact]
    public void Should_Skip_A_Frame_That_Readers_Of_Zstd_Skip()
    {
        using var compressor = new Compressor();
        File.WriteAllBytes(folder.File("a.jsonl.zst"),
            [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 7, 7, .. compressor.Wrap(Encoding.UTF8.GetBytes(Line))]);
        Assert.Single(JsonlSource.Read(folder.File("a.jsonl.zst"), new()));
    }

    [Fact]
    public void Should_Say_What_A_File_Of_Zstd_Was_Compressed_With()
    {
        // Given: the beginning of a frame with a window of 2 GiB, as zstd --long=31 writes it
        File.WriteAllBytes(folder.File("a.jsonl.zst"), [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x01, 0x00, 0x00]);
        AssertRefused("a.jsonl.zst", "--long");
    }

    [Theory]
    [InlineData("[\n" + Line + "]\n")]
    [InlineData("[{\"document\": \"a\", \"summary\": \"b\"}]")]
    [InlineData("{\n\"data\": []\n}")]
    public void Should_Say_That_A_File_Is_One_Text(string text)
    {
        folder.Write("a.json", text);
        AssertRefused("a.json", "one object a line");
    }

    [Fact]
    public void Should_Refuse_A_Line_That_Would_Fill_The_Memory()
    {
        // Given
        using (var compressed = new GZipStream(File.Create(folder.File("a.jsonl.gz")), CompressionLevel.Fastest))
        {
            compressed.Write(Encoding.UTF8.GetBytes(Line));
            for (var i = 0; i < 100; i++)
                compressed.Write(new byte[1 << 20]);
        }

        // When
        var error = Assert.Throws<InvalidFileException>(
            () => JsonlSource.Read(folder.File("a.jsonl.gz"), new()).ToList());

        // Then
        Assert.Equal((folder.File("a.jsonl.gz"), 2), (error.File, error.Line));
    }

    [Fact]
    public void Should_Say_Where_A_Link_Leads_To_Nothing()
    {
        File.CreateSymbolicLink(folder.File("a.jsonl"), "nothing");
        AssertRefused("a.jsonl", "nothing");
    }

    [Theory]
    [InlineData("a.jsonl.gz")]
    [InlineData("a.jsonl.zst")]
    public void Should_Name_A_Compressed_File_That_Is_Cut_Off(string name)
    {
        // Given
        var path = folder.File(name);
        Compress(path, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i =>
            $$"""{"document": "{{i * 7919L % 5003}}", "summary": "{{i * 104729L % 5003}}"}{{"\n"}}"""))));
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => Read(path, new()));

        // Then
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    private static void Compress(string path, ReadOnlySpan<byte> text)
    {
        using Stream compressed = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.Create(path), CompressionLevel.Fastest)
            : new CompressionStream(File.Create(path), leaveOpen: false);
        compressed.Write(text);
    }

    [Theory]
    [InlineData("not json", 2)]
    [InlineData("[1]", 1)]
    [InlineData("""{"document": "A"}""", 1)]
    [InlineData("""{"document": "A", "summary": " "}""", 1)]
    [InlineData("""{"document": "A", "summary": 3}""", 1)]
    [InlineData("""{"document": ["A"], "summary": "b"}""", 1)]
    [InlineData("""{"document": "A", "summary": false}""", 1)]
    [InlineData("""{"document": "A", "summary": "b", "id": true}""", 1)]
    [InlineData("""{"document": "A", "summary": "\ud800"}""", 30)]
    [InlineData("""{"document": "A", "summary": "b", "id": {}}""", 1)]
    [InlineData("""{"document": "größer", "summary": b}""", 35)]
    public void Should_Name_File_Line_And_Column_Of_What_Is_No_Pair(string line, int column)
    {
        // Given
        var path = folder.Write("a.jsonl", $$"""{"document": "A", "summary": "b"}{{"\n"}}{{line}}{{"\n"}}""");

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => Read(path, new()));

        // Then
        Assert.StartsWith($"{path}(2,{column})", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17", "17")]
    [InlineData("\"017\"", "017")]
    [InlineData("-1", "-1")]
    public void Should_Take_A_Number_For_An_Id(string json, string id)
    {
        // Given
        var path = folder.Write("a.jsonl", $$"""{"id": {{json}}, "document": "A", "summary": "b"}""");

        // When, Then
        Assert.Equal(id, Assert.Single(Read(path, new())).Id);
    }

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Refuse_What_Is_Not_Strict(string name)
    {
        MalformedJson.AssertRefused(name, folder.File(DataSetFolder.InfoFile), () => DataSetFolder.Open(folder.Path));
        // A line may be empty, and a value that goes over lines is two lines, each cut off.
        if (name is not ("nothing" or "white space" or "not UTF-8") && !MalformedJson.Bytes(name).Contains((byte)'\n'))
            MalformedJson.AssertRefused(name, folder.File("a.jsonl"), () => Read(folder.File("a.jsonl"), new()));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("a Git LFS pointer")]
    [InlineData("a web page")]
    public void Should_Recognise_Another_Kind_Of_File(string name)
    {
        MalformedJson.AssertRefused(name, folder.File("a.jsonl"), () => Read(folder.File("a.jsonl"), new()));
        MalformedJson.AssertRefused(name, folder.File("a.csv"), () => _ = CsvSource.Read(folder.File("a.csv"), new()).ToList());
    }

    [Fact]
    public void Should_Name_The_Key_That_Is_Missing_And_The_Nearest_One()
    {
        // Given
        var path = folder.Write("a.jsonl", """{"documents": "A", "summary": "b"}""");

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => Read(path, new()));

        // Then
        Assert.Contains("'document'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'documents'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_A_File_That_Is_Not_There()
    {
        // When
        var error = Assert.ThrowsAny<PipelineException>(() => Read("nowhere.jsonl", new()));

        // Then
        Assert.StartsWith("nowhere.jsonl", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_A_File_That_Is_Not_Utf8()
    {
        // Given
        var path = folder.File("latin1.jsonl");
        File.WriteAllBytes(path, [.. """{"document": "caf"""u8, 0xE9, .. "\"}"u8]);

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => Read(path, new()));

        // Then
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    private const string Line = "{\"document\": \"a\", \"summary\": \"b\"}\n";

    private static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var compressed = new GZipStream(target, CompressionLevel.Fastest))
            compressed.Write(bytes);
        return target.ToArray();
    }

    private void AssertRefused(string name, string named)
    {
        var error = Assert.ThrowsAny<PipelineException>(() => JsonlSource.Read(folder.File(name), new()).ToList());
        Assert.StartsWith(folder.File(name), error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        MalformedJson.AssertPlain(error.Message);
    }

    private static List<Example> Read(string path, Columns columns) => [.. Pairs.Of(JsonlSource.Read(path, columns), columns)];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Should_Read_Numbers_And_Truth_Values_As_Labels()
    {
        // Given
        using var folder = new TemporaryFolder();
        var path = folder.Write("data.jsonl", """
            {"a": "one", "b": "other", "label": 1}
            {"a": "two", "b": "another", "label": "2"}
            {"a": "three", "b": "third", "label": 0.50}
            {"a": "four", "b": "fourth", "label": true}
            """);

        // When
        var records = JsonlSource.Read(path, new("a", "label", "b") { HasLabels = true });

        // Then
        Assert.Equal(
            [("other", "1"), ("another", "2"), ("third", "0.50"), ("fourth", "true")],
            records.Select(record => (record.Second!, record.Target!)));
    }
}
