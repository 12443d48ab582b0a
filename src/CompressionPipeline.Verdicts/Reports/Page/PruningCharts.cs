using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>What pruning left of each layer, and how the gates came to it where they were trained.</summary>
internal static class PruningCharts
{
    public static Html Render(ModelResult variant) => Html.When(
        variant.Widths is not null || variant.MaskTraining is not null,
        () => Html.Of($"<h3>What was kept</h3>{Rounding(variant)}<div class=\"charts\">{Stacks(variant.Widths)}"
            + $"{Training(variant.MaskTraining)}</div>"));

    private static Html Rounding(ModelResult variant) => Html.When(
        variant is { ParametersOfFreeWidths: not null, Parameters: not null },
        () => Html.Of($"<p>Equal or rounded widths keep {Words.Count(variant.Parameters!.Value)} parameters; free widths would "
            + $"have kept {Words.Count(variant.ParametersOfFreeWidths!.Value)}.</p>"));

    private static Html Stacks(KeptWidths? widths) => Html.When(
        widths is not null, () => Html.Of($"{Stack("Encoder", widths!.Encoder)}{Stack("Decoder", widths.Decoder)}"));

    private static Html Stack(string name, IReadOnlyList<LayerWidths> layers) => Html.When(layers.Count > 0, () => Figure(
        name, "kept of each layer",
        new WidthBars(
            $"{name}: {string.Join("; ", layers.Select((layer, i) => $"layer {i} keeps {Kept(layer)}"))}", layers).Draw()));

    private static Html Training(MaskTraining? training) => Html.When(training is { Points.Count: > 1 }, () => Html.Of(
        $"{Figure("Sparsity", "expected, and its target, by step", new StepCurves(
            "Sparsity by training step", [.. training!.Points.Select(point => (point.Step, point.Sparsity))],
            [.. training.Points.Select(point => (point.Step, point.Target))]).Draw())}"
        + $"{Figure("Loss", "while gates were trained, by step", new StepCurves(
            "Training loss by step", [.. training.Points.Select(point => (point.Step, point.Loss))], []).Draw())}"));

    private static Html Figure(string caption, string note, Html drawing) => Html.Of(
        $"<figure class=\"card\"><figcaption>{caption} <span class=\"note\">{note}</span></figcaption>\n{drawing}</figure>\n");

    private static string Kept(LayerWidths layer) => $"{layer.Heads.Kept} of {layer.Heads.Of} heads"
        + (layer.CrossHeads is { } cross ? $", {cross.Kept} of {cross.Of} cross-attention heads" : "")
        + $" and {layer.Units.Kept} of {layer.Units.Of} units";
}
