namespace CompressionPipeline.Build.Diagram;

/// <summary>Who references whom.</summary>
/// <param name="Nodes">Every name.</param>
/// <param name="Edges">From a name to one that it references.</param>
internal sealed record Graph(IReadOnlySet<string> Nodes, IReadOnlySet<(string From, string To)> Edges)
{
    /// <summary>Groups of names that reference each other in a circle, each as <c>a → b → a</c>.</summary>
    public IReadOnlyList<string> Cycles()
    {
        var cycles = new List<string>();
        var seen = new HashSet<string>();
        foreach (var node in Nodes.Order(StringComparer.Ordinal))
        {
            if (!seen.Contains(node) && Path(node, node) is { } path)
            {
                seen.UnionWith(path);
                cycles.Add(string.Join(" → ", path));
            }
        }
        return cycles;
    }

    /// <summary>The graph without edges that a longer path makes superfluous; the same graph where it has a cycle.</summary>
    public Graph Reduced() => Cycles().Count > 0 ? this : this with
    {
        Edges = Edges.Where(edge => !Next(edge.From).Any(next => next != edge.To && Path(next, edge.To) is not null)).ToHashSet(),
    };

    /// <summary>The graph in Mermaid's language, in boxes where a node has one.</summary>
    public IEnumerable<string> Mermaid(Func<string, string?> box, Func<string, string> label)
    {
        yield return "```mermaid";
        yield return "flowchart TD";
        foreach (var group in Nodes.GroupBy(box).OrderByDescending(group => group.Key, StringComparer.Ordinal))
        {
            if (group.Key is not null)
                yield return $"  subgraph {Id(group.Key)}[\"{group.Key}\"]";
            foreach (var node in group.Order(StringComparer.Ordinal))
                yield return $"    {Id(node)}[\"{label(node)}\"]";
            if (group.Key is not null)
                yield return "  end";
        }
        foreach (var arrow in Edges.Select(edge => $"  {Id(edge.From)} --> {Id(edge.To)}").Order(StringComparer.Ordinal))
            yield return arrow;
        yield return "```";
    }

    // The shortest path of at least one edge.
    private List<string>? Path(string from, string to)
    {
        var before = new Dictionary<string, string>();
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var next in Next(node).Order(StringComparer.Ordinal).Where(next => before.TryAdd(next, node)))
            {
                if (next != to)
                {
                    queue.Enqueue(next);
                    continue;
                }
                var path = new List<string> { to };
                for (var step = before[to]; ; step = before[step])
                {
                    path.Insert(0, step);
                    if (step == from)
                        return path;
                }
            }
        }
        return null;
    }

    private IEnumerable<string> Next(string node) => Edges.Where(edge => edge.From == node).Select(edge => edge.To);

    private static string Id(string name) => name.Replace('.', '_').Replace(' ', '_');
}
