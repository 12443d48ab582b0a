using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Cards;

/// <summary>The card's measurements: scores, times, runtimes, each with everything that it depends on; and licences.</summary>
internal static class CardSections
{
    /// <summary>The scores, with intervals and the signature without which they mean nothing.</summary>
    public static string Quality(GateResult result, ModelResult variant)
    {
        if (variant.Scores.Count == 0)
            return "";
        var level = Words.Level(result.Rules.QualityConfidence);
        var signature = variant.ScoredOn is { } basis
            ? $"Over {Words.Plural(basis.Examples, "example")} of the {basis.SplitName ?? "test"} split, in points"
                + $"{Range(variant)}. Signature: {MarkdownText.Code(basis.Signature)}\n\n"
            : "";
        return "## Quality\n\n" + signature + MarkdownText.Table(
            ["metric", ">unpruned", $">this model [{level}]", $">change [{level}]"],
            variant.Scores.Select(score => (IReadOnlyList<string>)
            [
                MetricCatalogue.Title(score.Key),
                Words.Fixed(result.Baseline.Scores.GetValueOrDefault(score.Key)?.Value),
                Words.Fixed(score.Value.Value) + Words.Interval(score.Value.Interval?.Low, score.Value.Interval?.High),
                Words.Change(score.Value.Change),
            ]));
    }

    public static string Speed(GateResult result, ModelResult variant)
    {
        if (variant.Speed.Count == 0)
            return "";
        var alone = result with { Variants = [variant] };
        var (headings, rows) = MachineWatch.Of(alone);
        string[] conditions =
        [
            .. Conditions.Of(alone).SelectMany(one => one.Facts).Select(fact => $"{fact.Name}: {fact.Value}"),
            .. rows.SelectMany(row => headings.Zip(row.Cells, (heading, cell) => $"While timing, {heading}: {cell}")),
            .. (variant.Benchmark?.Noise ?? []).Select(noise => $"Noise: {noise}"),
        ];
        var level = Words.Level(result.Rules.SpeedConfidence);
        var hasRate = variant.Speed.Any(cell => cell.Throughput is not null);
        return "## Speed\n\n"
            + MarkdownText.Table(
                ["runtime", ">batch", "phase", ">unpruned p50", ">this model p50", ">p95", $">speedup [{level}]",
                    .. hasRate ? [">tokens/s"] : Array.Empty<string>()],
                variant.Speed.Select(cell => (IReadOnlyList<string>)
                [
                    MarkdownText.Escape(cell.Runtime), Words.Count(cell.BatchSize), Words.Phase(cell.Phase, result.Task),
                    Words.Milliseconds(cell.Baseline?.P50), Words.Milliseconds(cell.Variant?.P50),
                        Words.Milliseconds(cell.Variant?.P95),
                    Words.Speedup(cell.Speedup),
                    .. hasRate ? new[] { cell.Throughput is { } rate ? Words.Count(rate) : "" } : [],
                ]))
            + $"Measured on\n\n{MarkdownText.List(conditions)}\n";
    }

    /// <summary>Which runtimes were tried, and how far apart they are.</summary>
    public static string Runtimes(GateResult result, ModelResult variant)
    {
        var (config, graphs) = result.Task == ModelTask.Summarization
            ? ("`config.json` with `num_decoder_layers`", "the ONNX graphs have Optimum's names (`encoder_model.onnx`, "
                + "`decoder_model.onnx`, `decoder_with_past_model.onnx`). The scores were made with the ONNX graphs")
            : ("`config.json`", "the ONNX graph has Optimum's name (`model.onnx`). The scores were made with the ONNX graph");
        var files = $"## Runtimes\n\nThe checkpoint has the layout of Hugging Face transformers ({config}, `model.safetensors`); "
            + $"{graphs}.\n\n";
        if (variant.Parity?.Precision is not null)
            files += "The checkpoint is in 32-bit floats; the graphs in 8 bits use operators of ONNX Runtime's own.\n\n";
        return variant.Parity is not { } parity ? files
            : files + "Verified: TorchSharp (libtorch) and ONNX Runtime, against each other.\n\n" + MarkdownText.Table(
                ["parity", "value"],
                ParityWords.Headings(result).Zip(ParityWords.CellsOf(result, parity),
                    (heading, cell) => (IReadOnlyList<string>)[heading, cell]));
    }

    private static string Range(ModelResult variant) =>
        variant.Scores.Keys.Select(MetricCatalogue.Find).All(metric => metric is { Lowest: 0, Highest: 100 }) ? " of 0-100" : "";

    /// <summary>The licences as the recipe and the package of the weights say them; none is guessed.</summary>
    public static string Licenses(GateResult result)
    {
        var said = new[]
        {
            ("These weights", result.Rules.License),
            (result.BaseModel ?? "The model they come from", result.BaseLicense),
            ($"The package {result.Origin?.Package} {result.Origin?.Version}", result.Origin?.PackageLicense),
            (result.DataSet?.Name ?? "The data set", result.Rules.DataLicense),
        }.Where(pair => !string.IsNullOrWhiteSpace(pair.Item2)).Select(pair => $"{pair.Item1}: {pair.Item2}").ToList();
        return said.Count == 0 ? "" : $"## Licences\n\n{MarkdownText.List(said)}\n";
    }
}
