using TestKit;

namespace CompressionPipeline.Core.Tests;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_Name_The_Folder_And_The_Fix_Where_It_Cannot_Be_Written()
    {
        // Given: a file where the folder's parent should be, as a folder that is read-only refuses to have another in it
        var place = Path.Combine(folder.Write("file", ""), "release");

        foreach (var write in new Action[]
        {
            () => Directory.CreateDirectory(place),
            () => throw new UnauthorizedAccessException("Denied."),
        })
        {
            // When
            var error = Assert.Throws<PipelineException>(() => OutputFolder.Write(place, write));

            // Then
            Assert.StartsWith($"{place} could not be written: ", error.Message, StringComparison.Ordinal);
            Assert.Contains("choose another folder", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Should_Say_That_The_Disk_Is_Full()
    {
        // Given: IOException as Linux gives it for ENOSPC
        var full = new IOException("No space left on device", 28);

        // When
        var error = Assert.Throws<PipelineException>(() => OutputFolder.Write(folder.Path, () => throw full));

        // Then
        Assert.StartsWith($"{folder.Path} could not be written: the disk is full.", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
