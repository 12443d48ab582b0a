namespace CompressionPipeline.Models.Training;

/// <summary>Which layer of a student learns from which layer of its teacher (Ko et al., arXiv 2310.10054, "version 4").</summary>
internal static class LayerMatching
{
    private const int Layers = 4;

    /// <summary>
    /// The teacher's layers that are learnt from, four evenly spaced ones that end with the last; of 12: 2, 5, 8, 11.
    /// </summary>
    /// <param name="depth">Layers of the teacher's stack.</param>
    public static IReadOnlyList<int> TeacherLayers(int depth) =>
        [.. Enumerable.Range(1, Layers).Select(i => (i * depth / Layers) - 1).Where(layer => layer >= 0).Distinct()];

    /// <summary>
    /// From the deepest teacher layer to the shallowest, each takes the student layer of the smallest error among those below the
    /// one that was taken last.
    /// </summary>
    /// <param name="errors">For each teacher layer, ascending, the error of each student layer; infinite for one that is pruned
    /// away.</param>
    /// <returns>For each teacher layer its student layer; null where none is left.</returns>
    public static int?[] Match(IReadOnlyList<IReadOnlyList<double>> errors)
    {
        var matched = new int?[errors.Count];
        var below = int.MaxValue;
        for (var teacher = errors.Count - 1; teacher >= 0; teacher--)
        {
            var row = errors[teacher];
            matched[teacher] = Enumerable.Range(0, Math.Min(below, row.Count)).Where(i => double.IsFinite(row[i]))
                .OrderBy(i => row[i]).Cast<int?>().FirstOrDefault();
            below = matched[teacher] ?? below;
        }
        return matched;
    }
}
