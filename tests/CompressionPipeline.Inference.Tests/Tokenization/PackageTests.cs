using Microsoft.ML.Tokenizers;

namespace CompressionPipeline.Inference.Tests.Tokenization;

/// <summary>
/// What Microsoft.ML.Tokenizers does otherwise than SentencePiece (docs/adr/0017). A newer package for which one of these fails
/// has made some of our own code needless.
/// </summary>
public sealed class PackageTests
{
    private static SentencePieceTokenizer Create(string variant) =>
        SentencePieceTokenizer.Create(new MemoryStream(AssetVariant.Bytes(variant)), addBeginningOfSentence: false);

    [Fact]
    public void Should_Still_Fail_Where_A_Model_Has_No_Bos() => Assert.Throws<IndexOutOfRangeException>(() => Create("plain"));

    [Fact]
    public void Should_Still_Take_Another_Of_Two_Equally_Probable_Ways()
    {
        const string Text = "Gets a system-defined color that has an ARGB value of #FF7FFFD4.";
        Assert.NotEqual(Asset.Tokenizer.Encode(Text), [.. Create("bos").EncodeToIds(Text, false, false), 1]);
    }

    [Fact]
    public void Should_Still_Give_Other_Ids_For_Bytes()
    {
        // Given: the pieces of bytes begin at 4096.
        var tokenizer = Create("byte-fallback-bos");

        // When
        var ids = tokenizer.EncodeToIds("\u65E5", false, false);

        // Then
        Assert.NotEqual([4096 + 0xE6, 4096 + 0x97, 4096 + 0xA5], ids.TakeLast(3));
    }

    [Fact]
    public void Should_Still_Keep_What_The_Map_Deletes()
    {
        Create("bos").EncodeToTokens("a\u0001b", out var normalized, false, false);
        Assert.Equal("\u2581a\u0001b", normalized);
    }

    [Fact]
    public void Should_Still_Fail_Where_A_Text_Grows_To_More_Than_Twice_Its_Length() =>
        Assert.Throws<IndexOutOfRangeException>(() => Create("bos").EncodeToIds("\uFDFA\uFDFA", false, false, 9, out _, out _));

    [Fact]
    public void Should_Still_Leave_The_Map_Out_Of_Its_Normalizer() =>
        Assert.Equal("\u2581\uFB01x", Create("bos").Normalizer!.Normalize("\uFB01x"));
}
