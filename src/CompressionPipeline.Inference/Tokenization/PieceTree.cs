namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// The tree of whatever pieces begin with, a node for each beginning. It is a hash table of its edges, at least half empty: a
/// text asks it several times for each of its characters, and with a dictionary encoding took 1.7 times as long.
/// </summary>
internal sealed class PieceTree
{
    /// <summary>The empty beginning; as an answer, no node.</summary>
    public const int Root = 0;

    // A slot is empty where its child is the root.
    private Edge[] edges = new Edge[1 << 10];

    private record struct Edge(int Parent, int Child, char Character);

    /// <summary>How many nodes there are.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>The node after a node and a character, or <see cref="Root"/>.</summary>
    public int Next(int node, char character) => edges[Slot(node, character)].Child;

    /// <summary>The same, made where there is none.</summary>
    public int Add(int node, char character)
    {
        if (Count * 2 > edges.Length)
            Grow();
        ref var edge = ref edges[Slot(node, character)];
        if (edge.Child == Root)
            edge = new(node, Count++, character);
        return edge.Child;
    }

    // Where an edge is, or the empty slot where it would be.
    private int Slot(int node, char character)
    {
        var (table, last) = (edges, edges.Length - 1);
        // Multiplied by the golden ratio of 2^64, neighbours lie far apart; the upper half is mixed best.
        var slot = (int)(((((ulong)node << 16) | character) * 0x9E3779B97F4A7C15) >> 32) & last;
        while (table[slot].Child != Root && (table[slot].Parent != node || table[slot].Character != character))
            slot = (slot + 1) & last;
        return slot;
    }

    private void Grow()
    {
        var before = edges;
        edges = new Edge[before.Length * 2];
        foreach (var edge in before.Where(edge => edge.Child != Root))
            edges[Slot(edge.Parent, edge.Character)] = edge;
    }
}
