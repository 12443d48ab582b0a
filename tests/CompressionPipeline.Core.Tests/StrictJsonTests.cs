using System.Text;
using System.Text.Json;
using TestKit;

namespace CompressionPipeline.Core.Tests;

public sealed class StrictJsonTests : IDisposable
{
    private const string Fix = "Write it again.";

    private static readonly JsonSerializerOptions Settings = new(OptionsJson.Settings)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly TemporaryFolder folder = new();

    private sealed record Outer(string Name, IReadOnlyList<Inner> Items, IReadOnlyDictionary<string, Inner> ByName);

    private sealed record Inner(int Count);

    private string FilePath => folder.File("some.json");

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Refuse_What_Is_Not_Strict(string name)
    {
        MalformedJson.AssertRefused(name, FilePath, () => StrictJson.ReadObject(FilePath, Fix));
        MalformedJson.AssertRefused(name, FilePath, () => StrictJson.Read<Outer>(FilePath, Settings, Fix));
    }

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Refuse_It_In_Files_Of_Stages_Too(string name)
    {
        MalformedJson.AssertRefused(name, FilePath, () => StageFiles.Read<Outer>(FilePath));
        MalformedJson.AssertRefused(name, folder.File(RunRecord.FileName), () => RunRecord.Open(folder.Path));
    }

    [Fact]
    public void Should_Read_Past_A_Byte_Order_Mark()
    {
        // Given
        File.WriteAllBytes(FilePath, [0xEF, 0xBB, 0xBF, .. "{\"count\": 3}"u8]);

        // Then
        Assert.Equal(3, (int)StrictJson.ReadObject(FilePath, Fix)["count"]!);
        Assert.Equal(new(3), StrictJson.Read<Inner>(FilePath, Settings, Fix));
    }

    [Fact]
    public void Should_Read_64_Levels() =>
        StrictJson.ParseObject(Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', 63)}{new string(']', 63)}}}"), "here", Fix);

    [Theory]
    [InlineData("{\"items\": [], \"by-name\": {}}", "name", 1)]
    [InlineData("{\"name\": \"\",\n\"items\": [{\"count\": 1}, {}], \"by-name\": {}}", "items[1].count", 2)]
    [InlineData("{\"name\": \"\", \"items\": [],\n\"by-name\": {\"x\": {}}}", "by-name.x.count", 2)]
    [InlineData("{\"name\": \"\",\n\"items\": [{\"count\": \"many\"}], \"by-name\": {}}", "items[0].count", 2)]
    [InlineData("{\"name\": \"\", \"items\": [], \"by-name\": {},\n\n\"nam\": 1}", "nam", 3)]
    [InlineData("{\"name\": \"\",\n\"items\": [{\"count\": 1}, null], \"by-name\": {}}", "items[1]", 2)]
    [InlineData("{\"name\": null, \"items\": [], \"by-name\": {}}", "name", 1)]
    public void Should_Name_The_Key_That_Does_Not_Fit(string text, string key, int line)
    {
        // Given
        folder.Write("some.json", text);

        // When
        var error = Assert.Throws<InvalidFileException>(() => StrictJson.Read<Outer>(FilePath, Settings, Fix));

        // Then
        Assert.Equal((FilePath, line, key), (error.File, error.Line, error.Key));
        MalformedJson.AssertPlain(error.Message);
    }

    [Fact]
    public void Should_Name_The_Line_Of_A_Key_In_An_Object_That_Was_Read_Before()
    {
        // Given
        folder.Write("some.json", "{\n\"count\":\n\"many\"}");
        var json = StrictJson.ReadObject(FilePath, Fix);

        // When
        var error = Assert.Throws<InvalidFileException>(() => StrictJson.To<Inner>(json, FilePath, Settings, Fix));

        // Then
        Assert.Equal((2, "count"), (error.Line, error.Key));
    }

    [Fact]
    public void Should_Count_Lines_From_Where_The_Text_Begins()
    {
        var error = Assert.Throws<InvalidFileException>(
            () => StrictJson.ParseObject("{\"a\" 1}"u8, "x.jsonl", Fix, firstLine: 17));
        Assert.Equal(17, error.Line);
    }

    [Fact]
    public void Should_Refuse_A_File_That_Is_Missing_Or_A_Folder_Or_Too_Large()
    {
        // Given
        folder.Write("some.json", "{\"count\": 3}");

        // Then
        Assert.Throws<InvalidFileException>(() => StrictJson.ReadObject(folder.File("other.json"), Fix));
        Assert.Throws<InvalidFileException>(() => StrictJson.ReadObject(folder.Path, Fix));
        Assert.Throws<InvalidFileException>(() => StrictJson.Read<Inner>(FilePath, Settings, Fix, most: 11));
    }

    public void Dispose() => folder.Dispose();
}
