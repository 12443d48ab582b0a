using System.IO.Compression;
using CompressionPipeline.Core.Archives;
using TestKit;

namespace CompressionPipeline.Core.Tests.Archives;

public sealed class ReproducibleZipTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_Depend_On_Names_And_Bytes_Alone()
    {
        // Given
        var (first, second) = (folder.File("first.zip"), folder.File("second.zip"));
        ReproducibleZip.Write(first, Files(("b", "2"), ("a", "1")));

        // When
        ReproducibleZip.Write(second, Files(("a", "1"), ("b", "2")));

        // Then
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        SafeZip.Extract(first, folder.File("out"));
        Assert.Equal("2", File.ReadAllText(folder.File("out", "b")));
    }

    [Fact]
    public void Should_Forget_Times_When_Written_Again()
    {
        // Given
        foreach (var (name, year) in new[] { ("x.zip", 2001), ("y.zip", 2002) })
        {
            using var archive = ZipFile.Open(folder.File(name), ZipArchiveMode.Create);
            var entry = archive.CreateEntry("a");
            entry.LastWriteTime = new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        }

        // When
        ReproducibleZip.Rewrite(folder.File("x.zip"), CompressionLevel.Optimal);
        ReproducibleZip.Rewrite(folder.File("y.zip"), CompressionLevel.Optimal);

        // Then
        Assert.Equal(File.ReadAllBytes(folder.File("x.zip")), File.ReadAllBytes(folder.File("y.zip")));
    }

    [Theory]
    [InlineData(2), InlineData(70_000)]
    public void Should_Not_Tell_The_System_That_Wrote_It(int count)
    {
        // Given
        var path = folder.File("x.zip");
        ReproducibleZip.Write(path, Files([.. Enumerable.Range(0, count).Select(index => ($"{index}", "text"))]));
        var bytes = File.ReadAllBytes(path);
        var elsewhere = bytes.ToArray();
        var headers = Enumerable.Range(0, bytes.Length - 4)
            .Where(place => bytes.AsSpan(place, 4).SequenceEqual("PK\u0001\u0002"u8)).ToList();
        headers.ForEach(header => elsewhere[header + 5] = 0);

        // When
        using var archive = new MemoryStream(elsewhere);
        ZipOrigin.SayUnix(archive);

        // Then
        Assert.Equal(count, headers.Count);
        Assert.Equal(bytes, elsewhere);
    }

    public void Dispose() => folder.Dispose();

    private static Dictionary<string, Func<Stream>> Files(params (string Name, string Text)[] files) =>
        files.ToDictionary(file => file.Name, file => (Func<Stream>)(
            () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file.Text))));
}
