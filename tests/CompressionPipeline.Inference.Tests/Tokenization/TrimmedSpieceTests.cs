using System.Text.Json.Nodes;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public sealed class TrimmedSpieceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Variants => [.. AssetVariant.Names];

    [Fact]
    public void Should_Cut_Real_Documents_As_Before_Where_All_Pieces_Stay_And_Read_The_Others_Alike()
    {
        // Given: what a fifth of the documents uses, and the others
        var documents = DotnetDocs.Read().Take(10_000).Select(example => example.Document + " " + example.Target).ToList();
        var whole = Asset.Tokenizer;
        var used = documents.Where((_, i) => i % 5 == 0).SelectMany(text => whole.Encode(text));
        var (trimmed, kept) = Trim(Asset.Path, used);

        // When
        var texts = documents.Select(text => (Whole: whole.Encode(text), Trimmed: trimmed.Encode(text))).ToList();

        // Then
        var ids = kept.Index().ToDictionary(piece => piece.Item, piece => piece.Index);
        var same = texts.Where(text => text.Whole.All(ids.ContainsKey)).ToList();
        Assert.InRange(same.Count, 2000, documents.Count - 1);
        Assert.True(trimmed.PieceCount < whole.PieceCount);
        Assert.All(same, text => Assert.Equal(text.Whole.Select(id => ids[id]), text.Trimmed));
        Assert.All(texts, text => Assert.Equal(whole.Decode(text.Whole), trimmed.Decode(text.Trimmed)));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Should_Know_What_Was_Known_With_Any_Pieces_And_Options(string variant)
    {
        // Given: texts of many scripts
        var whole = AssetVariant.Open(variant);
        var path = folder.File("whole.model");
        File.WriteAllBytes(path, AssetVariant.Bytes(variant));
        var texts = File.ReadLines(RepositoryRoot.Combine(
                "tests", "CompressionPipeline.Inference.Tests", "Tokenization", "golden.jsonl"))
            .Select(line => (string?)JsonNode.Parse(line)!["text"]).OfType<string>().ToList();

        for (var seed = 0; seed < 10; seed++)
        {
            // When: any share of the pieces stays
            var random = new Random(seed);
            var share = random.NextDouble();
            var (trimmed, kept) = Trim(path, Enumerable.Range(0, whole.PieceCount).Where(_ => random.NextDouble() < share));

            // Then
            var ids = kept.Index().ToDictionary(piece => piece.Item, piece => piece.Index);
            Assert.Equal((ids[whole.PadId], ids[whole.EosId], ids[whole.UnkId]), (trimmed.PadId, trimmed.EosId, trimmed.UnkId));
            Assert.All(texts, text =>
            {
                var (before, after) = (whole.Encode(text), trimmed.Encode(text));
                Assert.Equal(whole.Decode(before), trimmed.Decode(after));
                if (before.All(ids.ContainsKey))
                    Assert.Equal(before.Select(id => ids[id]), after);
            });
        }
    }

    [Fact]
    public void Should_Keep_Every_Piece_With_Its_Score_To_The_Bit_In_Both_Files()
    {
        // Given
        var (_, kept) = Trim(Asset.Path, Enumerable.Range(0, Asset.Pieces).Where(id => id % 2 == 0));

        // When
        HuggingFaceFiles.Write(folder.Path, folder.File("spiece.model"), maxLength: 64, vocabularySize: kept.Count);

        // Then
        var whole = SpieceFile.Read(Asset.Path).Pieces;
        Assert.Equal(kept.Select(id => whole[id]), SpieceFile.Read(folder.File("spiece.model")).Pieces);
        var json = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!["model"]!;
        Assert.Equal(
            kept.Select(id => (whole[id].Text, (double)whole[id].Score)),
            json["vocab"]!.AsArray().Select(piece => ((string)piece![0]!, (double)piece[1]!)));
        Assert.Equal(kept.ToList().IndexOf(Asset.Tokenizer.UnkId), (int)json["unk_id"]!);
    }

    [Fact]
    public void Should_Leave_Nothing_Else_Behind_When_All_Pieces_Stay()
    {
        // When
        var (trimmed, kept) = Trim(Asset.Path, Enumerable.Range(0, Asset.Pieces));
        var (again, all) = Trim(folder.File("spiece.model"), Enumerable.Range(0, kept.Count));

        // Then
        Assert.Equal((Asset.Pieces, Asset.Pieces), (trimmed.PieceCount, again.PieceCount));
        Assert.Equal(kept, all);
    }

    public void Dispose() => folder.Dispose();

    private (T5Tokenizer Tokenizer, IReadOnlyList<int> Kept) Trim(string path, IEnumerable<int> wanted)
    {
        IReadOnlyList<int> kept = [.. TrimmedSpiece.Required(path).Union(wanted).Order()];
        TrimmedSpiece.Write(path, kept, folder.File("spiece.model"));
        return (T5Tokenizer.Open(folder.File("spiece.model")), kept);
    }
}
