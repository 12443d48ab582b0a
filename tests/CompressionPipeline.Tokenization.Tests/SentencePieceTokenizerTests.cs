using Microsoft.ML.Tokenizers;

namespace CompressionPipeline.Tokenization.Tests;

/// <summary>What the product relies on in the package, whoever supplies it.</summary>
public sealed class SentencePieceTokenizerTests
{
    private static readonly byte[] WithBos = SpieceFile.Read(Asset.Path).BytesWithBos();

    private static SentencePieceTokenizer Create(bool addEnd = false, IReadOnlyDictionary<string, int>? special = null) =>
        SentencePieceTokenizer.Create(new MemoryStream(WithBos), addBeginningOfSentence: false, addEndOfSentence: addEnd, special);

    [Fact]
    public void Should_Not_Load_T5s_Own_Bytes_Because_They_Have_No_Bos()
    {
        using var stream = File.OpenRead(Asset.Path);
        Assert.Throws<IndexOutOfRangeException>(() => SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false));
    }

    [Fact]
    public void Should_Change_Nothing_But_The_Bos_Value()
    {
        // When
        var changed = File.ReadAllBytes(Asset.Path).Zip(WithBos).Count(pair => pair.First != pair.Second);

        // Then
        Assert.Equal(new FileInfo(Asset.Path).Length, WithBos.Length);
        Assert.Equal(10, changed);
    }

    [Fact]
    public void Should_Know_Its_Ids()
    {
        var tokenizer = Create();
        Assert.Equal((0, 1, 2), (tokenizer.BeginningOfSentenceId, tokenizer.EndOfSentenceId, tokenizer.UnknownId));
        Assert.Equal(Asset.Pieces + 1, tokenizer.Vocabulary.Count);
    }

    [Fact]
    public void Should_Give_Nothing_For_An_Empty_Text_And_An_End_For_A_Blank_One()
    {
        var tokenizer = Create(addEnd: true);
        Assert.Empty(tokenizer.EncodeToIds(""));
        Assert.Equal([1], tokenizer.EncodeToIds(" "));
    }

    [Fact]
    public void Should_Count_The_End_Last_Where_It_Cuts()
    {
        // Given
        var tokenizer = Create();
        var whole = tokenizer.EncodeToIds("Gets the number of elements.", addBeginningOfSentence: false, addEndOfSentence: true);

        // When
        var cut = tokenizer.EncodeToIds("Gets the number of elements.", false, true, maxTokenCount: 3, out _, out _);

        // Then
        Assert.Equal(whole.Take(3), cut);
        Assert.Equal(1, whole[^1]);
    }

    [Fact]
    public void Should_Find_Special_Tokens_Before_It_Normalises()
    {
        // Given
        var tokenizer = Create(special: new Dictionary<string, int> { ["<extra_id_1>"] = 32098 });

        // When
        var tokens = tokenizer.EncodeToTokens("The<extra_id_1>value", out _);

        // Then
        Assert.Equal(["▁The", "<extra_id_1>", "▁value"], tokens.Select(token => token.Value));
        Assert.Equal(32098, tokens[1].Id);
    }

    [Fact]
    public void Should_Decode_Without_What_Is_Special_Or_Unknown()
    {
        var tokenizer = Create();
        Assert.Equal("Gets the value.", tokenizer.Decode([.. tokenizer.EncodeToIds("Gets the value."), 2, 1, 9999]));
    }
}
