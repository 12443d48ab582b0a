using System.IO.Compression;
using CompressionPipeline.Core.Archives;
using TestKit;

namespace CompressionPipeline.Core.Tests.Archives;

public sealed class SafeZipTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Archive => folder.File("model.zip");

    private string Target => folder.File("target");

    [Fact]
    public void Should_Unpack_Files_And_Folders()
    {
        // Given
        Write(("config.json", "{}"), ("onnx/model.onnx", "graph"));

        // When
        SafeZip.Extract(Archive, Target);

        // Then
        Assert.Equal("{}", File.ReadAllText(folder.File("target", "config.json")));
        Assert.Equal("graph", File.ReadAllText(folder.File("target", "onnx", "model.onnx")));
    }

    [Theory]
    [InlineData("../evil"), InlineData("a/../../evil"), InlineData("/etc/evil"), InlineData("C:/evil"), InlineData("..\\evil")]
    [InlineData("a\\b"), InlineData("a/./b")]
    [InlineData("a//b"), InlineData("nul"), InlineData("COM1.txt"), InlineData("a."), InlineData("a\nb"), InlineData("\u202Eb")]
    [InlineData(".."), InlineData("a:b")]
    public void Should_Unpack_Nothing_With_A_Name_That_Is_Not_Plain(string name)
    {
        // Given
        Write(("good", "1"), (name, "2"));

        // When
        var error = Assert.Throws<PipelineException>(() => SafeZip.Extract(Archive, Target));

        // Then
        Assert.Contains("is not a plain relative path", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.False(Directory.Exists(Target));
        Assert.Equal(["model.zip"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Should_Refuse_A_Link()
    {
        // Given
        Write(entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000), ("link", "/etc/passwd"));

        // Then
        Refuses("'link' is a link or a device");
    }

    [Theory]
    [InlineData("a", "a"), InlineData("a", "A")]
    public void Should_Refuse_A_Name_That_Comes_Twice(string first, string second)
    {
        // Given
        Write((first, "1"), (second, "2"));

        // Then
        Refuses("comes twice");
    }

    [Fact]
    public void Should_Refuse_A_File_That_Is_A_Folder_Too()
    {
        // Given
        Write(("a", "1"), ("a/b", "2"));

        // Then
        Refuses("'a' is a file and a folder");
    }

    [Fact]
    public void Should_Refuse_A_Bomb_By_Its_Ratio()
    {
        // Given
        Write(("zeros", new string('\0', 8 << 20)));

        // Then
        Refuses("becomes more than 100 times larger");
    }

    [Fact]
    public void Should_Refuse_More_Bytes_Or_Files_Than_Allowed()
    {
        // Given
        Write(("a", "12345"), ("b", "12345"));

        // Then
        Refuses("larger than 9 bytes", new() { Bytes = 9 });
        Refuses("it holds 2 files, and 1 are the limit", new() { Files = 1 });
        SafeZip.Extract(Archive, folder.File("whole"), new() { Bytes = 10, Files = 2 });
    }

    [Theory]
    [InlineData(0), InlineData(10), InlineData(60)]
    public void Should_Say_That_An_Archive_Is_Cut_Off(int bytes)
    {
        // Given
        Write(("a", "12345"));
        File.WriteAllBytes(Archive, File.ReadAllBytes(Archive)[..bytes]);

        // Then
        Refuses("is cut off or no zip archive");
    }

    public void Dispose() => folder.Dispose();

    private void Refuses(string why, ZipLimits? limits = null)
    {
        var target = folder.File(Guid.NewGuid().ToString());
        var error = Assert.Throws<PipelineException>(() => SafeZip.Extract(Archive, target, limits));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains("model.zip", error.Message, StringComparison.Ordinal);
    }

    private void Write(params (string Name, string Text)[] files) => Write(_ => { }, files);

    private void Write(Action<ZipArchiveEntry> change, params (string Name, string Text)[] files)
    {
        using var archive = ZipFile.Open(Archive, ZipArchiveMode.Create);
        foreach (var (name, text) in files)
        {
            var entry = archive.CreateEntry(name);
            change(entry);
            using var writer = new StreamWriter(entry.Open());
            writer.Write(text);
        }
    }
}
