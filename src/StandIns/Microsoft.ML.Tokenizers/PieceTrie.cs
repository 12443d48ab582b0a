namespace Microsoft.ML.Tokenizers;

// A trie over bytes. The children of a node lie side by side, ordered by label, so that a step is one search in a short span.
internal sealed class PieceTrie
{
    public const int None = -1;

    private readonly byte[] labels;
    private readonly int[] firstChild;
    private readonly int[] ids;

    public PieceTrie(IEnumerable<(byte[] Key, int Id)> pieces)
    {
        var sorted = pieces.Where(piece => piece.Key.Length > 0).ToArray();
        Array.Sort(sorted, (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        var (label, first, id) = (new List<byte> { 0 }, new List<int>(), new List<int> { None });
        var open = new Queue<(int From, int To, int Depth)>([(0, sorted.Length, 0)]);
        while (open.TryDequeue(out var node))
        {
            first.Add(label.Count);
            for (var from = node.From; from < node.To;)
            {
                var (key, to) = (sorted[from].Key, from + 1);
                while (to < node.To && sorted[to].Key[node.Depth] == key[node.Depth])
                    to++;
                var ends = key.Length == node.Depth + 1;
                label.Add(key[node.Depth]);
                id.Add(ends ? sorted[from].Id : None);
                open.Enqueue((ends ? from + 1 : from, to, node.Depth + 1));
                from = to;
            }
        }
        first.Add(label.Count);
        (labels, firstChild, ids) = ([.. label], [.. first], [.. id]);
    }

    // Goes from a node along a byte; false where no piece goes on so. The root is 0.
    public bool Step(ref int node, byte label, out int id)
    {
        var start = firstChild[node];
        var at = labels.AsSpan(start, firstChild[node + 1] - start).IndexOf(label);
        if (at < 0)
        {
            id = None;
            return false;
        }
        node = start + at;
        id = ids[node];
        return true;
    }

    public int LongestPrefix(ReadOnlySpan<byte> text)
    {
        var (node, longest) = (0, 0);
        for (var i = 0; i < text.Length && Step(ref node, text[i], out var id); i++)
            if (id != None)
                longest = i + 1;
        return longest;
    }
}
