using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.Data.Tests;

public sealed class CsvSourceTests
{
    private static TemporaryFolder With(string text, out string path)
    {
        var folder = new TemporaryFolder();
        path = folder.Write("a.csv", text);
        return folder;
    }

    [Fact]
    public void Should_Read_Quoted_Fields_With_Commas_Quotes_And_Line_Breaks()
    {
        // Given
        using var folder = With("id,summary,document\r\n7,\"A, \"\"b\"\".\",\"two\r\nlines\"\r\n\r\n8,c,\"d\"\r\n", out var path);

        // When
        var examples = CsvSource.Read(path, new());

        // Then
        Assert.Equal([new("7", "two lines", "A, \"b\"."), new("8", "d", "c")], examples);
    }

    [Theory]
    [InlineData("document,summary\na,b\nc\n", 3, "1 fields")]
    [InlineData("document,summary\n\"a\nb\",\n", 2, "'summary'")]
    [InlineData("document,summary\na,\"b\nc\n", 2, "never closed")]
    [InlineData("text,summary\na,b\n", 1, "'text'")]
    public void Should_Name_File_And_Line_Of_What_Is_No_Pair(string text, int line, string what)
    {
        // Given
        using var folder = With(text, out var path);

        // When
        var error = Assert.Throws<PipelineException>(() => CsvSource.Read(path, new()));

        // Then
        Assert.StartsWith($"{path}({line},1)", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }
}
