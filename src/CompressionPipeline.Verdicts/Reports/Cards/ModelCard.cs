using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Cards;

/// <summary><c>README.md</c> of one variant, as the Hugging Face hub reads it: metadata with the scores, then what a user of the model must know.</summary>
public static class ModelCard
{
    /// <summary>The folder that has one folder per variant.</summary>
    public const string Folder = "cards";

    /// <summary>Name of the file.</summary>
    public const string FileName = "README.md";

    /// <summary>The card of one variant.</summary>
    public static string Render(GateResult result, ModelResult variant)
    {
        var name = MarkdownText.Escape($"{result.Model} {variant.Name}");
        var text = new StringBuilder();
        text.Append(CardMetadata.Render(result, variant));
        text.Append($"\n# {name}\n\n");
        text.Append($"A T5 summarizer made smaller by removing whole layers, then trained again. Verdict of its gate: **{MarkdownWords.Verdict(variant.Verdict ?? Verdict.Invalid)}**, {MarkdownText.Escape(Summary.Of(result.Base, variant).Why)}.\n\n");
        text.Append(Removed(result, variant));
        text.Append(CardQuality.Render(result, variant));
        text.Append(CardSpeed.Render(result, variant));
        text.Append(CardRuntimes.Render(variant));
        text.Append(Limits(result, variant));
        text.Append(CardLicenses.Render(result));
        text.Append(Verify(result, variant));
        return text.ToString();
    }

    private static string Removed(GateResult result, ModelResult variant)
    {
        var text = new StringBuilder("## What was removed\n\n");
        text.Append(MarkdownText.Table(
            ["", ">unpruned", ">this model", ">change"],
            [
                ["encoder layers", Words.Count(result.Base.EncoderLayers), Words.Count(variant.EncoderLayers), Words.Signed(variant.EncoderLayers - result.Base.EncoderLayers).Replace(".00", "", StringComparison.Ordinal)],
                ["decoder layers", Words.Count(result.Base.DecoderLayers), Words.Count(variant.DecoderLayers), Words.Signed(variant.DecoderLayers - result.Base.DecoderLayers).Replace(".00", "", StringComparison.Ordinal)],
                ["parameters", Words.Count(result.Base.Parameters), Words.Count(variant.Parameters), Words.Percent(result.Base.Parameters, variant.Parameters)],
                ["ONNX graphs", Words.MegaBytes(result.Base.Bytes), Words.MegaBytes(variant.Bytes), Words.Percent(result.Base.Bytes, variant.Bytes)],
            ]));
        if (variant.Kept is { } kept)
            text.Append($"Kept layers of the unpruned model, counted from 0: encoder {string.Join(' ', kept.Encoder)}; decoder {string.Join(' ', kept.Decoder)}. Tensors are smaller, not masked.\n\n");
        if (result.Commands.Count > 0)
            text.Append("Made by\n\n").Append(MarkdownText.Block(result.Commands)).Append('\n');
        return text.ToString();
    }

    private static string Limits(GateResult result, ModelResult variant)
    {
        var lines = new List<string>();
        if (result.DataSet is { } data)
            lines.Add($"Trained and scored on {data.Name} only, with sources of at most {data.MaxSourceLength} and summaries of at most {data.MaxTargetLength} tokens; nobody has looked at other texts.");
        lines.Add("Scores say how a summary resembles its reference, not whether it is true.");
        lines.Add("Times hold for the machine and lengths that stand above; speedups travel better than milliseconds.");
        lines.AddRange(variant.Budgets.Where(budget => budget.Verdict != Verdict.Pass).Select(budget => $"{Words.Verdict(budget.Verdict)}: {BudgetWords.Sentence(budget)}"));
        lines.AddRange(variant.Errors.Select(error => $"INVALID: {error}"));
        return $"## Limits\n\n{string.Concat(lines.Select(line => $"- {MarkdownText.Escape(line)}\n"))}\n";
    }

    private static string Verify(GateResult result, ModelResult variant)
    {
        var seal = result.Seal is { } digest ? $" Its seal is {MarkdownText.Code(digest)}." : "";
        return $"""
            ## How to verify

            Every figure above is computed from the samples in `result.json`, under {MarkdownText.Code(variant.Name)}: a score per example, a time per generation.{seal}
            Run the command above on the same data to repeat it; the data's digest is {MarkdownText.Code(variant.ScoredOn?.Data ?? result.DataSet?.Digest ?? Words.Missing)}.

            """.ReplaceLineEndings("\n");
    }
}
