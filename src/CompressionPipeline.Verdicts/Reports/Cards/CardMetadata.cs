using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Cards;

/// <summary>The card's front matter. What nobody stated, language and licence above all, is left out and not guessed.</summary>
internal static class CardMetadata
{
    public static string Render(GateResult result, ModelResult variant)
    {
        var text = new StringBuilder("---\n");
        Line(text, "language", result.Rules.Language);
        Line(text, "license", result.Rules.License);
        var task = CardTask.Of(result.Task);
        text.Append($"library_name: \"transformers\"\npipeline_tag: {YamlText.Text(task.Tag)}\n");
        Line(text, "base_model", CardSections.BaseModel(result));
        if (CardSections.BaseModel(result) is { Length: > 0 })
            text.Append("base_model_relation: \"finetune\"\n");
        text.Append("tags:\n");
        var pruned = variant.Parity?.Precision is not null && variant.Kept is null ? null : "pruned";
        foreach (var tag in new[] { variant.ModelType, task.Tag, pruned, variant.Parity?.Precision, "onnx", "onnxruntime" }
            .OfType<string>())
            text.Append($"- {YamlText.Text(tag)}\n");
        if (result.DataSet is { Name.Length: > 0 } data)
            text.Append($"datasets:\n- {YamlText.Text(data.Name)}\n");
        text.Append("metrics:\n");
        foreach (var family in variant.Scores.Keys.Select(Family).DefaultIfEmpty(Family(result.Headline.Name)).Distinct())
            text.Append($"- {YamlText.Text(family)}\n");
        text.Append(Index(result, variant));
        return text.Append("---\n").ToString();
    }

    private static string Index(GateResult result, ModelResult variant)
    {
        var scores = variant.Scores.Where(score => score.Value.Value is { } value && double.IsFinite(value)).ToList();
        if (scores.Count == 0)
            return "";
        var (task, data) = (CardTask.Of(result.Task), result.DataSet?.Name is { Length: > 0 } name ? name : result.Model);
        var text = new StringBuilder($"""
            model-index:
            - name: {YamlText.Text($"{result.Model}/{variant.Name}")}
              results:
              - task:
                  type: {YamlText.Text(task.Tag)}
                  name: {YamlText.Text(task.Name)}
                dataset:
                  type: {YamlText.Text(data)}
                  name: {YamlText.Text(data)}
                  split: "test"
                  revision: {YamlText.Text(variant.ScoredOn?.Data ?? result.DataSet?.Digest ?? "")}
                metrics:

            """.ReplaceLineEndings("\n"));
        foreach (var (metric, score) in scores)
            text.Append(Score(metric, score, variant.ScoredOn));
        return text.ToString();
    }

    private static string Score(string metric, ScoreResult score, ScoreBasis? basis)
    {
        var text = new StringBuilder();
        text.Append($"    - type: {YamlText.Text(Family(metric))}\n      name: {YamlText.Text(MetricCatalogue.Title(metric))}\n");
        text.Append($"      value: {YamlText.Number(score.Value!.Value)}\n      args:\n        measure: "
            + $"{YamlText.Text(metric)}\n");
        if (MetricCatalogue.Find(metric) is { } definition)
            text.Append($"        aggregate: {YamlText.Text(definition.Description)}\n");
        if (basis is not null)
            text.Append($"        signature: {YamlText.Text(basis.Signature)}\n        split_digest: "
                + $"{YamlText.Text(basis.Split)}\n")
                .Append($"        examples: {YamlText.Number(basis.Examples)}\n");
        if (score.Interval is { } interval && double.IsFinite(interval.Low) && double.IsFinite(interval.High))
            text.Append($"        interval: [{YamlText.Number(interval.Low)}, {YamlText.Number(interval.High)}]\n")
                .Append($"        level: {YamlText.Number(interval.Level)}\n");
        return text.ToString();
    }

    private static string Family(string metric) => MetricCatalogue.Find(metric)?.Family ?? metric;

    private static void Line(StringBuilder text, string key, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            text.Append($"{key}: {YamlText.Text(value)}\n");
    }
}
