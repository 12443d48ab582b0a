namespace CompressionPipeline.Data;

/// <summary>Examples in order of their ids.</summary>
public static class ExampleOrder
{
    /// <summary>The first ones in ordinal order of id, while no others are held in memory.</summary>
    /// <param name="examples">Examples, gone through once.</param>
    /// <param name="count">How many at most; 0 takes all.</param>
    public static IReadOnlyList<Example> FirstById(this IEnumerable<Example> examples, int count)
    {
        var chosen = new PriorityQueue<Example, string>(
            Comparer<string>.Create((one, other) => string.CompareOrdinal(other, one)));
        foreach (var example in examples)
        {
            chosen.Enqueue(example, example.Id);
            if (count > 0 && chosen.Count > count)
                chosen.Dequeue();
        }
        return [.. chosen.UnorderedItems.Select(item => item.Element).OrderBy(example => example.Id, StringComparer.Ordinal)];
    }
}
