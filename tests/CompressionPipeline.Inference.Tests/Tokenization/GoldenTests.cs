using System.Text.Json;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

/// <summary>
/// Ugly texts, and ids drawn by chance, with what SentencePiece 0.1.97 makes of them: a row has <c>text</c>, <c>ids</c> and
/// <c>decoded</c>, or <c>ids</c> and <c>decoded</c> alone. golden.jsonl is of the asset (<c>encode</c> and <c>decode</c> of its
/// processor), golden-variants.jsonl of models with other options (<see cref="AssetVariant"/>; spm_encode and spm_decode).
/// </summary>
public sealed class GoldenTests
{
    private sealed record Row(string? Text, int[] Ids, string Decoded, string Model = "plain");

    private static readonly Row[] Rows = [.. Read("golden.jsonl"), .. Read("golden-variants.jsonl")];

    /// <summary>Texts to tokenize.</summary>
    internal static IEnumerable<string> Texts => Rows.Select(row => row.Text).OfType<string>();

    public static TheoryData<string> Models => [.. AssetVariant.Names];

    private static IEnumerable<Row> Read(string name) =>
        File.ReadLines(RepositoryRoot.Combine("tests", "CompressionPipeline.Inference.Tests", "Tokenization", name))
            .Select(line => JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!);

    [Theory]
    [MemberData(nameof(Models))]
    public void Should_Encode_And_Decode_As_SentencePiece_Does(string model)
    {
        // Given
        var tokenizer = AssetVariant.Open(model);
        var rows = Rows.Where(row => row.Model == model).ToArray();
        Assert.NotEmpty(rows);

        // When, Then
        Assert.All(rows.Where(row => row.Text is not null), row => Assert.Equal([.. row.Ids, 1], tokenizer.Encode(row.Text!)));
        Assert.All(rows, row => Assert.Equal(row.Decoded, tokenizer.Decode(row.Ids)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Should_Decode_Ids_To_What_Their_First_Ones_Begin(string model)
    {
        // Streaming leans on it: only bytes of a character that is not whole yet (U+FFFD) are taken back.
        var tokenizer = AssetVariant.Open(model);
        foreach (var ids in Rows.Where(row => row.Model == model).Select(row => row.Ids))
            Assert.All(Enumerable.Range(0, ids.Length), length =>
                Assert.StartsWith(
                    tokenizer.Decode(ids[..length]).TrimEnd('\uFFFD'), tokenizer.Decode(ids), StringComparison.Ordinal));
    }
}
