using TestKit;

namespace CompressionPipeline.Core.Tests;

public sealed class FilePatternTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FilePatternTests()
    {
        foreach (var name in "b/train.jsonl a/train.jsonl a/deep/train.jsonl a/train.csv Z.jsonl a10.jsonl a9.jsonl".Split(' '))
            folder.Write(name, "");
    }

    [Theory]
    [InlineData("*.jsonl", "Z.jsonl", "a10.jsonl", "a9.jsonl")]
    [InlineData("*/train.jsonl", "a/train.jsonl", "b/train.jsonl")]
    [InlineData("a/**/*.jsonl", "deep/train.jsonl", "train.jsonl")]
    [InlineData("**", "Z.jsonl", "a/deep/train.jsonl", "a/train.csv", "a/train.jsonl", "a10.jsonl", "a9.jsonl", "b/train.jsonl")]
    [InlineData("**/a?.jsonl", "a9.jsonl")]
    [InlineData("a?.jsonl", "a9.jsonl")]
    [InlineData("nowhere/*.jsonl")]
    [InlineData("z*.jsonl")]
    public void Should_Find_Files_In_Ordinal_Order(string pattern, params string[] names)
    {
        // When
        var files = FilePattern.Files(folder.File(pattern.Split('/')));

        // Then
        Assert.Equal(names, files.Select(file => file.Name));
        Assert.All(files, file => Assert.True(File.Exists(file.Path), file.Path));
    }

    [Fact]
    public void Should_Take_A_File_Whose_Name_Has_A_Star_For_That_File()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.False(FilePattern.Is(folder.Write("a*.jsonl", "")));
        Assert.True(FilePattern.Is(folder.File("b*.jsonl")));
        Assert.True(FilePattern.Is(folder.File("b?.jsonl")));
        Assert.False(FilePattern.Is(folder.File("b.jsonl")));
    }

    public void Dispose() => folder.Dispose();
}
