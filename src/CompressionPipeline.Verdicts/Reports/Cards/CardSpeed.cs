using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Cards;

/// <summary>The card's times with everything that they depend on.</summary>
internal static class CardSpeed
{
    public static string Render(GateResult result, ModelResult variant)
    {
        if (variant.Speed.Count == 0)
            return "";
        var alone = result with { Variants = [variant] };
        var (headings, rows) = MachineWatch.Of(alone);
        return "## Speed\n\n"
            + MarkdownText.Table(
                ["runtime", ">batch", "phase", ">unpruned p50", ">this model p50", ">p95", $">speedup [{Words.Level(result.Rules.SpeedConfidence)}]", ">tokens/s"],
                variant.Speed.Select(cell => (IReadOnlyList<string>)
                [
                    MarkdownText.Escape(cell.Runtime), Words.Count(cell.BatchSize), Words.Phase(cell.Phase), Words.Milliseconds(cell.Base?.P50), Words.Milliseconds(cell.Candidate?.P50),
                    Words.Milliseconds(cell.Candidate?.P95), Words.Speedup(cell.Speedup), cell.Throughput is { } rate ? Words.Count(rate) : "",
                ]))
            + "Measured on\n\n"
            + string.Concat(Conditions.Of(alone).Select(one => string.Concat(one.Facts.Select(fact => $"- {MarkdownText.Escape(fact.Name)}: {MarkdownText.Escape(fact.Value)}\n"))))
            + string.Concat(rows.Select(row => string.Concat(headings.Zip(row.Cells).Select(cell => $"- While timing, {cell.First}: {MarkdownText.Escape(cell.Second)}\n"))))
            + string.Concat((variant.Benchmark?.Noise ?? []).Select(noise => $"- Noise: {MarkdownText.Escape(noise)}\n"))
            + "\n";
    }
}
