using CompressionPipeline.Core.Archives;
using TestKit;

namespace CompressionPipeline.Core.Tests.Archives;

public sealed class Sha256SumsTests : IDisposable
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private readonly TemporaryFolder folder = new();

    public Sha256SumsTests()
    {
        folder.Write("b", "abc");
        folder.Write("a/c", "abc");
        folder.Write(Sha256Sums.FileName, Sha256Sums.Of(folder.Path, ["b", "a/c"]));
    }

    [Fact]
    public void Should_Write_What_Sha256sum_Checks()
    {
        // Then
        Assert.Equal($"{OfAbc}  a/c\n{OfAbc}  b\n", File.ReadAllText(folder.File(Sha256Sums.FileName)));
    }

    [Fact]
    public void Should_Accept_A_Folder_That_Is_As_Listed() => Sha256Sums.Verify(folder.Path);

    [Fact]
    public void Should_Name_A_File_That_Changed()
    {
        // Given
        folder.Write("b", "abd");

        // Then
        Refuses($"b is not what SHA256SUMS says: its digest is ");
    }

    [Fact]
    public void Should_Name_A_File_That_Is_Missing()
    {
        // Given
        File.Delete(folder.File("b"));

        // Then
        Refuses("b is missing, and SHA256SUMS lists it");
    }

    [Fact]
    public void Should_Name_A_File_That_Is_Not_Listed()
    {
        // Given
        folder.Write("more", "");

        // Then
        Refuses("more is not listed");
    }

    [Fact]
    public void Should_Want_A_List()
    {
        // Given
        File.Delete(folder.File(Sha256Sums.FileName));

        // Then
        Refuses("nothing vouches");
    }

    [Theory]
    [InlineData("no digest"), InlineData(OfAbc + "  ../up"), InlineData(OfAbc + " a")]
    [InlineData("BA" + "7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a")]
    [InlineData(OfAbc + "  a\n" + OfAbc + "  a"), InlineData(OfAbc + "  /a"), InlineData("ba  a")]
    public void Should_Refuse_Lines_That_Are_Something_Else(string text)
    {
        // Then
        Assert.Contains("sums: the line", Assert.Throws<PipelineException>(() => Sha256Sums.Parse(text, "sums")).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private void Refuses(string why) =>
        Assert.Contains(why, Assert.Throws<PipelineException>(() => Sha256Sums.Verify(folder.Path)).Message,
            StringComparison.Ordinal);
}
