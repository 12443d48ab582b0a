using TestKit;

namespace CompressionPipeline.Core.Tests;

public sealed class FileFormatTests
{
    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:ab\n", "git lfs pull")]
    [InlineData("\u001f\u008b\u0008", "gzip")]
    [InlineData("PK\u0003\u0004", "zip")]
    [InlineData(" \n<!doctype HTML>", "web page")]
    [InlineData("\u00ff\u00fe{", "UTF-16")]
    public void Should_Recognise_What_Lies_In_Place_Of_A_File(string latin1, string named) =>
        Assert.Contains(
            named, FileFormat.Mistaken(System.Text.Encoding.Latin1.GetBytes(latin1)), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\": 1}")]
    [InlineData("version: 1")]
    public void Should_Let_Anything_Else_Pass(string text) =>
        Assert.Null(FileFormat.Mistaken(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Should_Leave_A_Missing_File_To_Its_Reader()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(FileFormat.Mistaken(folder.File("nowhere")));
        Assert.Null(FileFormat.Mistaken(folder.Path));
    }
}
