using System.Globalization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>What <c>config.json</c> beside a classifier's graph says of its texts and labels.</summary>
/// <param name="Labels">The labels in the order of the logits; of a regression, the name of the value.</param>
/// <param name="IsRegression">Whether the one logit is the value itself.</param>
/// <param name="MaxLength">Ids that the model reads at most.</param>
/// <param name="VocabularySize">Rows of the embedding.</param>
public sealed record ClassifierShape(IReadOnlyList<string> Labels, bool IsRegression, int MaxLength, int VocabularySize)
{
    private const string ConfigFile = "config.json";
    private const string Fix = "Name a folder with an exported classifier, or export it again.";

    internal static ClassifierShape Read(string folder, int logits)
    {
        var path = Path.Combine(folder, ConfigFile);
        var json = StrictJson.ReadObject(path, Fix);
        var labels = Enumerable.Range(0, logits)
            .Select(id => (json["id2label"]?[id.ToString(CultureInfo.InvariantCulture)]).Is<string>(out var label)
                ? label
                : throw new InvalidFileException(
                    path, $"it names no label {id} of the {logits} that the graph tells apart", Fix, key: "id2label"))
            .ToList();
        if (json["id2label"] is System.Text.Json.Nodes.JsonObject named && named.Count != logits)
        {
            throw new InvalidFileException(
                path, $"it names {named.Count} labels, and the graph tells {logits} apart", Fix, key: "id2label");
        }
        var problem = json["problem_type"].Is<string>(out var type) ? type : null;
        // RoBERTa's positions begin behind that of its pad.
        var before = json["model_type"].Is<string>(out var model) && model == "roberta" ? Number("pad_token_id") + 1 : 0;
        return new(
            labels, problem is null ? logits == 1 : problem == "regression", Number("max_position_embeddings") - before,
            Number("vocab_size"));

        int Number(string key) => json[key].Is<int>(out var number) && number >= 0
            ? number
            : throw new InvalidFileException(path, $"it has no whole number under '{key}'", Fix, key: key);
    }
}
