using System.Text;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// The most probable way to cut a normalised text into pieces (Kudo, arXiv 1804.10959), in SentencePiece's arithmetic and order,
/// so that of equally probable ways it takes the same. Microsoft.ML.Tokenizers takes another (docs/adr/0017).
/// </summary>
internal sealed class Unigram
{
    private const float UnknownPenalty = 10;

    private const int NoPiece = -1;

    // What the end of a text may lose in normalizing, where the text goes on.
    private const int Unsettled = 64;

    // A user-defined piece scores the highest score of a piece for each of its bytes, less this, so that it is never cut.
    private const double UserDefinedPenalty = 0.1;

    // Where SentencePiece begins to look for the highest score: FLT_MIN, the smallest normal number above 0.
    private const float LeastHighest = 1.17549435e-38f;

    private readonly PieceTree tree = new();
    // The piece that ends in each node of the tree.
    private readonly (int Id, double Score)[] ends;
    private readonly int longest = 2;
    private readonly int unkId;
    private readonly float unkScore;
    private readonly int[]? byteIds;

    public Unigram(SpieceFile file)
    {
        var scores = file.Pieces.Where(piece => piece.Type == PieceType.Normal).Select(piece => piece.Score).ToList();
        unkScore = scores.DefaultIfEmpty(0).Min() - UnknownPenalty;
        // Usually LeastHighest, as scores are log probabilities; but a model's maker may have written some above 0.
        var highest = scores.Append(LeastHighest).Max();
        var pieces = file.Pieces.Index().Where(piece => piece.Item.IsInText)
            .Select(piece => (Node: piece.Item.Text.Aggregate(PieceTree.Root, tree.Add), piece.Index, piece.Item)).ToList();
        ends = new (int, double)[tree.Count];
        Array.Fill(ends, (NoPiece, 0));
        foreach (var (node, id, piece) in pieces)
        {
            longest = Math.Max(longest, piece.Text.Length);
            ends[node] = (id, piece.Type == PieceType.UserDefined
                ? (Encoding.UTF8.GetByteCount(piece.Text) * highest) - UserDefinedPenalty : piece.Score);
        }
        unkId = file.UnkId;
        byteIds = file.ByteIds;
    }

    // The best way to an end: its last piece, where that begins, and the sum of the scores; a length of 0 is no way.
    private record struct Node(int Id, int Length, float Score);

    /// <summary>Ids of a normalised text; a run of unknown characters is one unknown piece, or the pieces of its bytes.</summary>
    public List<int> Encode(string text)
    {
        var best = Best(text);
        return Collect(text, best, text.Length);
    }

    /// <summary>The first ids of a text of which only this beginning is known; null where its rest may change them.</summary>
    public List<int>? EncodeFirst(string beginning, int count)
    {
        var settled = beginning.Length - Unsettled;
        if (settled < longest)
            return null;
        // However the text goes on, its best way has a piece that ends within the longest piece's length before any place.
        var best = Best(beginning);
        List<int>? first = null;
        for (var end = settled - longest + 1; end <= settled; end++)
        {
            if (best[end].Length == 0)
                continue;
            var ids = Collect(beginning, best, end);
            if (ids.Count <= count || (first is not null && !ids.Take(count).SequenceEqual(first)))
                return null;
            first ??= ids[..count];
        }
        return first;
    }

    private Node[] Best(string text)
    {
        var best = new Node[text.Length + 1];
        for (int start = 0, character; start < text.Length; start += character)
        {
            character = char.IsHighSurrogate(text[start]) && start + 1 < text.Length ? 2 : 1;
            var (known, soFar) = (false, best[start].Score);
            for (var (end, node) = (start, PieceTree.Root); end < text.Length;)
            {
                node = tree.Next(node, text[end++]);
                if (node == PieceTree.Root)
                    break;
                var (id, score) = ends[node];
                if (id == NoPiece)
                    continue;
                Offer(ref best[end], id, end - start, score + soFar);
                known |= end - start == character;
            }
            if (!known)
                Offer(ref best[start + character], unkId, character, unkScore + soFar);
        }
        return best;
    }

    // Compared in double precision, kept in single, as SentencePiece does; the first of equals stays.
    private static void Offer(ref Node node, int id, int length, double score)
    {
        if (node.Length == 0 || score > node.Score)
            node = new(id, length, (float)score);
    }

    private List<int> Collect(string text, Node[] best, int end)
    {
        var ids = new List<int>();
        Span<byte> utf8 = stackalloc byte[4];
        for (; end > 0; end -= best[end].Length)
        {
            var (id, length, _) = best[end];
            if (id != unkId)
                ids.Add(id);
            else if (byteIds is not null)
                for (var i = Encoding.UTF8.GetBytes(text.AsSpan(end - length, length), utf8) - 1; i >= 0; i--)
                    ids.Add(byteIds[utf8[i]]);
            else if (ids.Count == 0 || ids[^1] != unkId)
                ids.Add(unkId);
        }
        ids.Reverse();
        return ids;
    }
}
