using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>torch against ONNX Runtime, one row per model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Cells">One per heading.</param>
internal sealed record ParityWords(string Model, IReadOnlyList<string> Cells)
{
    public static IReadOnlyList<string> Headings(GateResult result) =>
    [
        "documents", "logits", "largest difference", "mean difference",
        .. result.Task == ModelTask.Summarization ? new[] { "equal texts", "ids part first at" } : ["equal answers"],
        $"{result.Headline.Title}, torch → onnxruntime",
    ];

    public static IReadOnlyList<ParityWords> Of(GateResult result) =>
    [
        .. from model in result.Variants.Prepend(result.Baseline)
           where model.Parity is not null
           let precision = model.Parity!.Precision is { } known ? $" ({known})" : ""
           select new ParityWords(model.Name + precision, CellsOf(result, model.Parity!)),
    ];

    public static IReadOnlyList<string> CellsOf(GateResult result, ParityResult parity) =>
    [
        Words.Count(parity.Documents),
        Words.Count(parity.Logits),
        Small(parity.MaxDifference),
        Small(parity.MeanDifference),
        (parity.Agreement * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %",
        .. result.Task != ModelTask.Summarization ? Array.Empty<string>()
            : [parity.FirstDivergentPosition is { } position ? $"position {position}" : "nowhere"],
        parity.Scores.TryGetValue(result.Headline.Name, out var score)
            ? $"{Words.Fixed(score.Torch)} → {Words.Fixed(score.Onnx)}"
            : Words.Missing,
    ];

    private static string Small(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
