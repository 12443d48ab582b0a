namespace Microsoft.ML.Tokenizers;

internal readonly record struct Segment(int Id, int Start, int End);

// The most probable way to cut a text into pieces (Kudo, arXiv 1804.10959), with sentencepiece's arithmetic, so that its
// ties are ours: of equal paths the one found first stays.
internal sealed class UnigramEncoder
{
    private const float UnknownPenalty = 10;

    private readonly PieceTrie trie;
    private readonly Piece[] pieces;
    private readonly int unkId;
    private readonly float unkScore;

    public UnigramEncoder(SentencePieceModel model)
    {
        pieces = [.. model.Pieces];
        unkId = model.UnkId;
        trie = new(model.Pieces.Index().Where(piece => piece.Item.IsInText).Select(piece => (piece.Item.Bytes.ToByteArray(), piece.Index)));
        unkScore = pieces.Where(piece => piece.Type == PieceType.Normal).Select(piece => piece.Score).DefaultIfEmpty(0).Min() - UnknownPenalty;
    }

    private struct Node
    {
        public int Id;
        public float Score;
        public int Start;
    }

    public void Encode(ReadOnlySpan<byte> text, List<Segment> segments)
    {
        var best = new Node[text.Length + 1];
        for (var i = 1; i < best.Length; i++)
            best[i].Start = -1;

        for (var start = 0; start < text.Length;)
        {
            var (node, known, soFar) = (0, false, best[start].Score);
            var character = Utf8.CharacterLength(text[start..]);
            for (var end = start + 1; end <= text.Length && trie.Step(ref node, text[end - 1], out var id); end++)
            {
                if (id == PieceTrie.None || pieces[id].Type == PieceType.Unused)
                    continue;
                // Compared in double precision, kept in single, as sentencepiece does.
                Offer(ref best[end], Score(id, end - start) + soFar, start, id);
                known |= end - start == character;
            }
            if (!known)
                Offer(ref best[start + character], unkScore + soFar, start, unkId);
            start += character;
        }
        Collect(best, segments);
    }

    private static void Offer(ref Node node, double score, int start, int id)
    {
        if (node.Start == -1 || score > node.Score)
            node = new() { Id = id, Score = (float)score, Start = start };
    }

    // A piece that the model's user defined always wins.
    private double Score(int id, int length) =>
        pieces[id].Type == PieceType.UserDefined ? (length * 1.17549435E-38f) - 0.1 : pieces[id].Score;

    // A run of unknown characters is one unknown piece.
    private void Collect(Node[] best, List<Segment> segments)
    {
        var from = segments.Count;
        for (var end = best.Length - 1; end > 0; end = best[end].Start)
        {
            var node = best[end];
            if (node.Id == unkId && segments.Count > from && segments[^1].Id == unkId)
                segments[^1] = segments[^1] with { Start = node.Start };
            else
                segments.Add(new(node.Id, node.Start, end));
        }
        segments.Reverse(from, segments.Count - from);
    }
}
