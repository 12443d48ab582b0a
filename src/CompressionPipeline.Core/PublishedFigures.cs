namespace CompressionPipeline.Core;

/// <summary>Published figures of models that a manifest also makes, for comparison.</summary>
/// <param name="Source">Where the figures are from, in words.</param>
/// <param name="Split">The split that was scored: <c>test</c> or <c>validation</c>.</param>
/// <param name="Rows">A row per model, in the order of the file.</param>
public sealed record PublishedFigures(string Source, string Split, IReadOnlyList<PublishedRow> Rows);

/// <summary>What was published of one model.</summary>
/// <param name="Model">The manifest's entry.</param>
/// <param name="Variant">The variant, or <c>baseline</c>.</param>
/// <param name="Scores">Metrics of quality, in points, by the name in the catalogue.</param>
/// <param name="Speedups">The unpruned model's time over this one's, by batch size.</param>
/// <param name="Note">What a reader must know of the row; null where nothing.</param>
public sealed record PublishedRow(
    string Model,
    string Variant,
    IReadOnlyDictionary<string, double> Scores,
    IReadOnlyDictionary<int, double> Speedups,
    string? Note);
