using System.Text.Json;
using Microsoft.ML.Tokenizers;
using TestKit;

namespace CompressionPipeline.Tokenization.Tests;

/// <summary>
/// Ugly texts, and ids drawn by chance, with what SentencePiece 0.1.97 makes of them (<c>encode</c> and <c>decode</c> of its processor
/// over the asset): a row has <c>text</c>, <c>ids</c> and <c>decoded</c>, or <c>ids</c> and <c>decoded</c> alone.
/// </summary>
public sealed class GoldenTests
{
    private sealed record Row(string? Text, int[] Ids, string Decoded);

    private static readonly Row[] Rows =
    [
        .. File.ReadLines(RepositoryRoot.Combine("tests", "CompressionPipeline.Tokenization.Tests", "golden.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!),
    ];

    [Fact]
    public void Should_Encode_As_SentencePiece_Does()
    {
        // Given
        var texts = Rows.Where(row => row.Text is not null).ToArray();

        // When
        var different = texts.Where(row => !Asset.Tokenizer.Encode(row.Text!).SequenceEqual([.. row.Ids, 1])).ToArray();

        // Then: the genuine package resolves a few ties between equally probable paths its own way.
        Assert.True(different.Length <= (texts.Length / 100), string.Join('\n', different.Select(row => JsonSerializer.Serialize(row.Text))));
        Assert.All(different, row => Assert.Equal(row.Decoded, Asset.Tokenizer.Decode(Asset.Tokenizer.Encode(row.Text!))));
    }

    [Fact]
    public void Should_Decode_As_SentencePiece_Does()
    {
        Assert.All(Rows, row => Assert.Equal(row.Decoded, Asset.Tokenizer.Decode(row.Ids)));
    }

}
