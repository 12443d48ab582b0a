using System.Globalization;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>torch against ONNX Runtime, one row per model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Cells">One per heading.</param>
internal sealed record ParityWords(string Model, IReadOnlyList<string> Cells)
{
    public static IReadOnlyList<string> Headings { get; } =
        ["documents", "logits", "largest difference", "mean difference", "equal texts", "ids part first at", "ROUGE-2, torch → onnxruntime"];

    public static IReadOnlyList<ParityWords> Of(GateResult result) =>
        [.. result.Variants.Prepend(result.Base).Where(model => model.Parity is not null).Select(model => new ParityWords(model.Name, CellsOf(model.Parity!)))];

    public static IReadOnlyList<string> CellsOf(ParityResult parity) =>
    [
        Words.Count(parity.Documents),
        Words.Count(parity.Logits),
        Small(parity.MaxDifference),
        Small(parity.MeanDifference),
        (parity.Agreement * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %",
        parity.FirstDivergentPosition is { } position ? $"position {position}" : "nowhere",
        parity.Rouge.TryGetValue(Sweep.Quality, out var rouge) ? $"{Words.Fixed(rouge.Torch)} → {Words.Fixed(rouge.Onnx)}" : Words.Missing,
    ];

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
