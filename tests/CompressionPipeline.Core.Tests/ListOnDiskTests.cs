using TestKit;

namespace CompressionPipeline.Core.Tests;

public class ListOnDiskTests
{
    [Fact]
    public void Should_Give_Back_What_Was_Added_In_Any_Order_And_Leave_Nothing_In_The_Folder()
    {
        // Given
        using var folder = new TemporaryFolder();
        using var texts = new ListOnDisk<string>(folder.Path, (file, text) => file.Write(text), file => file.ReadString());
        string[] added = ["größer", "", new string('x', 100_000), "last"];

        // When
        foreach (var text in added)
            texts.Add(text);

        // Then
        Assert.Equal(added, texts);
        Assert.Equal(["last", "größer"], [texts[3], texts[0]]);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData]
    [InlineData("größer", "", "last")]
    public void Should_Be_Opened_Again_Where_It_Was_Saved(params string[] added)
    {
        // Given
        using var folder = new TemporaryFolder();
        var path = folder.File("texts");
        Save(path, ["another"]);
        Save(path, added);

        // When
        using var opened = Open(path);

        // Then
        Assert.Equal(added, opened!);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-33)]
    [InlineData(-41)]
    public void Should_Not_Be_Opened_Where_A_Byte_Of_The_File_Has_Changed_Or_Is_Gone(int place)
    {
        // Given
        using var folder = new TemporaryFolder();
        var (flipped, cut) = (folder.File("flipped"), folder.File("cut"));
        Save(flipped, ["one", "two"]);
        var bytes = File.ReadAllBytes(flipped);
        var changed = place < 0 ? bytes.Length + place : place;
        File.WriteAllBytes(cut, bytes[..changed]);

        // When
        bytes[changed] ^= 1;
        File.WriteAllBytes(flipped, bytes);

        // Then
        Assert.Null(Open(flipped));
        Assert.Null(Open(cut));
        Assert.Null(Open(folder.File("none")));
    }

    private static void Save(string path, IEnumerable<string> added)
    {
        using var texts = new ListOnDisk<string>(
            Path.GetDirectoryName(path)!, (file, text) => file.Write(text), file => file.ReadString());
        foreach (var text in added)
            texts.Add(text);
        texts.Save(path);
    }

    private static ListOnDisk<string>? Open(string path) => ListOnDisk<string>.Open(path, file => file.ReadString());
}
