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
}
