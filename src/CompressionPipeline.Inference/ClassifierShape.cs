using System.Globalization;
using System.Text.Json.Nodes;
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
    private const string Regression = "regression", SingleLabel = "single_label_classification";
    private const int UsualPad = 1;
    private const string Fix = "Name a folder with an exported classifier, or export it again.";

    internal static ClassifierShape Read(string folder, int logits)
    {
        var path = Path.Combine(folder, ConfigFile);
        var json = StrictJson.ReadObject(path, Fix);
        // Where nobody has named the labels, they are called by their numbers.
        var named = json["id2label"] as JsonObject;
        var labels = Enumerable.Range(0, logits).Select(id =>
            named is null ? $"LABEL_{id}"
            : StrictJson.LabelOf(named[id.ToString(CultureInfo.InvariantCulture)])
                ?? throw Wrong("id2label", $"it names no label {id} of the {logits} that the graph tells apart")).ToList();
        if (named is not null && named.Count != logits)
            throw Wrong("id2label", $"it names {named.Count} labels, and the graph tells {logits} apart");
        if (labels.CountBy(label => label).FirstOrDefault(label => label.Value > 1).Key is { } twice)
            throw Wrong("id2label", $"it names the label '{twice}' twice");
        var problem = json["problem_type"].Is<string>(out var type) ? type : null;
        if (problem is not (null or Regression or SingleLabel))
            throw Wrong("problem_type", $"it is '{problem}', and only one label of several, or one value, can be told");
        if (problem == Regression && logits != 1)
            throw Wrong("problem_type", $"it is a regression, and the graph has {logits} values");
        // RoBERTa's positions begin behind that of its pad.
        var isRoberta = json["model_type"].Is<string>(out var model) && model == "roberta";
        var before = !isRoberta ? 0 : json["pad_token_id"] is null ? UsualPad + 1 : Number("pad_token_id") + 1;
        var length = Number("max_position_embeddings") - before;
        if (length < ClassifierOptions.FewestTokens)
            throw Wrong("max_position_embeddings", $"it leaves {length} ids for a text and what stands around it");
        return new(labels, problem is null ? logits == 1 : problem == Regression, length, Number("vocab_size"));

        int Number(string key) => json[key].Is<int>(out var number) && number >= 0
            ? number
            : throw Wrong(key, $"it has no whole number under '{key}'");

        InvalidFileException Wrong(string key, string what) => new(path, what, Fix, StrictJson.LineOf(path, key), key);
    }
}
