using CompressionPipeline.Core;
using Parquet;
using Parquet.Schema;
using TestKit;

namespace CompressionPipeline.Data.Tests;

public sealed class ParquetSourceTests : IDisposable
{
    private static readonly string ArrowV2 = Path.Combine(AppContext.BaseDirectory, "arrow-v2.parquet");

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_Give_Up_On_A_Damaged_File_That_The_Library_Reads_For_Ever()
    {
        // Given: found by fuzzing
        var path = Path.Combine(AppContext.BaseDirectory, "endless.parquet");

        // Then
        var error = Assert.Throws<PipelineException>(() => ParquetSource.Read(path, new("document", "summary")).Count());
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Read_Every_Row_Group()
    {
        // Given
        var path = Write("a.parquet", "article", "highlights", [["A long\n text.", "B"], ["C"]], [["Short.", "b"], ["c"]]);

        // When
        var examples = Read(path, new("article", "highlights"));

        // Then
        Assert.Equal(["A long text.", "B", "C"], examples.Select(example => example.Document));
        Assert.Equal(["Short.", "b", "c"], examples.Select(example => example.Target));
    }

    /// <summary>Written by DuckDB 1.5: zstd, dictionaries, three row groups, ids that are numbers, a column of lists.</summary>
    [Fact]
    public void Should_Read_What_Another_Library_Wrote()
    {
        // When
        var examples = Read(Path.Combine(AppContext.BaseDirectory, "duckdb.parquet"), new());

        // Then
        Assert.Equal(5000, examples.Count);
        Assert.Equal(("Item 4999 of the list: größer ✓", "Gets item 499."), (examples[^1].Document, examples[^1].Target));
        Assert.Equal(Enumerable.Range(0, 5000).Select(id => $"{id}"), examples.Select(example => example.Id));
    }

    /// <summary>Written by arrow-rs (parquet-wasm 0.8) in version 2: what a text has in common with the one before it is counted
    /// in bytes, and truth values are run lengths.</summary>
    [Fact]
    public void Should_Read_Texts_That_Begin_Alike()
    {
        // Given
        var expected = Enumerable.Range(0, 400).Select(i =>
            ($"größer als {i}: {new string('✓', i % 4)} 日本{new string('語', i % 3)} {i}", $"Gibt {i} zurück."));

        // When, Then
        Assert.Equal(expected, ParquetSource.Read(ArrowV2, new()).Select(record => (record.Document!, record.Target!)));
    }

    [Theory]
    [InlineData("kept", "run lengths")]
    [InlineData("tags", "lists")]
    public void Should_Refuse_A_Condition_On_What_Would_Be_Misread(string column, string named)
    {
        var columns = new Columns { Where = new Dictionary<string, IReadOnlyList<string>> { [column] = ["true"] } };
        var error = Assert.Throws<PipelineException>(() => Read(ArrowV2, columns));
        Assert.StartsWith($"{ArrowV2}: the column '{column}' holds", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_Name_The_Row_Of_What_Is_Not_Utf8()
    {
        // Given: bytes that are not marked as text, as older writers have them
        var schema = new ParquetSchema(new DataField<byte[]>("document"), new DataField<string>("summary"));
        var path = folder.File("a.parquet");
        await using (var file = File.Create(path))
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(schema.DataFields[0], (byte[][])[[.. "größer"u8], [.. "caf"u8, 0xE9]]);
            await group.WriteAsync(schema.DataFields[1], (string[])["a", "b"]);
        }

        // When, Then
        var error = Assert.Throws<PipelineException>(() => Read(path, new()));
        Assert.StartsWith($"{path}, row 2: the 'document' is not UTF-8.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_File_And_Row_Of_What_Is_No_Pair()
    {
        // Given
        var path = Write("a.parquet", "document", "summary", [["a", "b"], ["c", "d"]], [["a", "b"], ["c", null]]);

        // When
        var error = Assert.Throws<PipelineException>(() => Read(path, new()));

        // Then
        Assert.StartsWith($"{path}, row 4:", error.Message, StringComparison.Ordinal);
        Assert.Contains("'summary'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_Read_The_Rows_That_Are_Wanted()
    {
        // Given: conditions on numbers and on truth values, some of them null
        var schema = new ParquetSchema(
            new DataField<string>("document"), new DataField<string>("summary"), new DataField<bool?>("kept"),
            new DataField<int>("year"));
        var path = folder.File("a.parquet");
        await using (var file = File.Create(path))
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(schema.DataFields[0], (string[])["a", "b", "c", "d"]);
            await group.WriteAsync(schema.DataFields[1], (string[])["1", "2", "3", "4"]);
            await group.WriteAsync<bool>(schema.DataFields[2], (bool?[])[true, null, false, true]);
            await group.WriteAsync<int>(schema.DataFields[3], (int[])[2024, 2024, 2024, 2023]);
        }
        var columns = new Columns
        {
            Where = new Dictionary<string, IReadOnlyList<string>> { ["kept"] = ["true"], ["year"] = ["2024", "2025"] },
        };

        // Then: and either may be a label
        Assert.Equal("a", Assert.Single(Read(path, columns)).Document);
        Assert.Equal(["true", null, "false", "true"], Labels("kept"));
        Assert.Equal(["2024", "2024", "2024", "2023"], Labels("year"));

        IEnumerable<string?> Labels(string key) =>
            ParquetSource.Read(path, new(Target: key) { HasLabels = true }).Select(record => record.Target);
    }

    [Fact]
    public async Task Should_Name_Records_By_The_Key_That_Is_Named()
    {
        // Given
        var schema = new ParquetSchema(
            new DataField<string>("document"), new DataField<string>("summary"), new DataField<bool>("id"),
            new DataField<int>("n"));
        var path = folder.File("a.parquet");
        await using (var file = File.Create(path))
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(schema.DataFields[0], (string[])["a", "b"]);
            await group.WriteAsync(schema.DataFields[1], (string[])["1", "2"]);
            await group.WriteAsync<bool>(schema.DataFields[2], (bool[])[true, false]);
            await group.WriteAsync<int>(schema.DataFields[3], (int[])[7, 8]);
        }

        // Then
        Assert.Equal(["7", "8"], Read(path, new() { IdKey = "n" }).Select(example => example.Id));
        Assert.All(Read(path, new() { IdKey = "" }), example => Assert.Equal(16, example.Id.Length));
        var error = Assert.Throws<PipelineException>(() => Read(path, new()).Count);
        Assert.Contains("id-key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_Take_Uuids_As_Names()
    {
        // Given
        var schema = new ParquetSchema(
            new DataField<string>("document"), new DataField<string>("summary"), new DataField<Guid>("id"));
        var (path, id) = (folder.File("a.parquet"), new Guid("0b5e6bd2-6c2e-4c39-9a5c-0c1a4f4c2f11"));
        await using (var file = File.Create(path))
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(schema.DataFields[0], (string[])["a"]);
            await group.WriteAsync(schema.DataFields[1], (string[])["b"]);
            await group.WriteAsync<Guid>(schema.DataFields[2], (Guid[])[id]);
        }

        // Then
        Assert.Equal("0b5e6bd2-6c2e-4c39-9a5c-0c1a4f4c2f11", Assert.Single(Read(path, new())).Id);
    }

    [Theory]
    [InlineData("documents", "'documents'")]
    [InlineData("id", "'id'")]
    public void Should_Name_The_Column_That_Is_Missing_Or_Holds_No_Text(string key, string named)
    {
        // Given
        var path = Path.Combine(AppContext.BaseDirectory, "duckdb.parquet");

        // When
        var error = Assert.Throws<PipelineException>(() => Read(path, new(Document: key)));

        // Then
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("document,summary\na,b\n")]
    [InlineData("PAR1 and nothing that belongs after it, PAR1")]
    public void Should_Name_A_File_That_Is_Not_Parquet(string text)
    {
        // Given
        var path = folder.Write("a.parquet", text);

        // When
        var error = Assert.Throws<PipelineException>(() => Read(path, new()));

        // Then
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Lengths in a file may claim what it does not hold: more bytes, more rows, more values.</summary>
    [Theory]
    [InlineData(0x00)]
    [InlineData(0x7F)]
    [InlineData(0xFF)]
    public void Should_Read_Or_Refuse_A_File_With_Any_Byte_Changed(byte instead)
    {
        // Given
        var path = Write("a.parquet", "document", "summary", [["a", "b"], ["c"]], [["a", "b"], ["c"]]);
        var whole = File.ReadAllBytes(path);

        for (var at = 0; at < whole.Length; at++)
        {
            // When
            File.WriteAllBytes(path, [.. whole.AsSpan(0, at), instead, .. whole.AsSpan(at + 1)]);
            var error = Record.Exception(() => Read(path, new()));

            // Then
            Assert.True(error is null or PipelineException, $"byte {at}: {error}");
            MalformedJson.AssertPlain(error?.Message ?? "");
        }
    }

    private static List<Example> Read(string path, Columns columns) => [.. Pairs.Of(ParquetSource.Read(path, columns), columns)];

    public void Dispose() => folder.Dispose();

    private string Write(string name, string document, string summary, string?[][] documents, string?[][] summaries)
    {
        var schema = new ParquetSchema(new DataField<string>(document), new DataField<string>(summary));
        var path = folder.File(name);
        WriteAsync().GetAwaiter().GetResult();
        return path;

        async Task WriteAsync()
        {
            await using var file = File.Create(path);
            await using var writer = await ParquetWriter.CreateAsync(schema, file);
            foreach (var (first, second) in documents.Zip(summaries))
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync(schema.DataFields[0], first);
                await group.WriteAsync(schema.DataFields[1], second);
            }
        }
    }
}
