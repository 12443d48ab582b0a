using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Bert;

/// <summary>The labels of a <c>config.json</c>: <c>id2label</c>, <c>label2id</c>, <c>num_labels</c>.</summary>
internal static class BertLabels
{
    /// <summary>The <c>problem_type</c> whose one logit is the value.</summary>
    public const string Regression = "regression";

    /// <summary>The <c>problem_type</c> with one label of several.</summary>
    public const string SingleLabel = "single_label_classification";

    /// <summary>The keys.</summary>
    public static readonly IReadOnlyList<string> Keys = ["id2label", "label2id", "num_labels"];

    private static readonly string[] Mappings = ["id2label", "label2id"];

    /// <summary>The labels by id, as far as they can be read; two without names where the file says nothing.</summary>
    public static IReadOnlyList<string> Read(JsonObject json) =>
        json["id2label"] is JsonObject byId
            ? [.. Enumerable.Range(0, byId.Count).Select(id => StrictJson.LabelOf(byId[Key(id)]) ?? "")]
            : json["label2id"] is JsonObject byLabel
                ? [.. byLabel.OrderBy(label => Id(label.Value) ?? -1).Select(label => label.Key)]
                : [.. Enumerable.Range(0, Math.Clamp(Id(json["num_labels"]) ?? 2, 0, 1 << 16)).Select(id => $"LABEL_{id}")];

    /// <summary>What contradicts itself or is no list of labels.</summary>
    public static IEnumerable<(string Key, string Problem)> Errors(JsonObject json, BertConfig config)
    {
        var labels = config.Labels;
        foreach (var key in Mappings.Where(key => json[key] is not (null or JsonObject)))
            yield return (key, "is no mapping");
        if (labels.Count == 0 || labels.Contains("") || labels.Distinct(StringComparer.Ordinal).Count() < labels.Count)
            yield return ("id2label", "does not name each label once, by ids from 0 on");
        if (json["label2id"] is JsonObject byLabel
            && (byLabel.Count != labels.Count || labels.Index().Any(label => Id(byLabel[label.Item]) != label.Index)))
            yield return ("label2id", "does not name the labels of 'id2label', each with its id");
        if (json["num_labels"] is { } number && Id(number) != labels.Count)
            yield return ("num_labels", $"is {number.ToJsonString()} of {labels.Count} labels");
        if (config.ProblemType == Regression && labels.Count != 1)
            yield return ("problem_type", $"is '{Regression}' with {labels.Count} labels, and a regression has one value");
        if (config.ProblemType == SingleLabel && labels.Count < 2)
            yield return ("problem_type", $"is '{SingleLabel}' with one label, and a classifier chooses among two or more");
    }

    /// <summary>Writes the labels.</summary>
    public static void Write(JsonObject json, IReadOnlyList<string> labels)
    {
        json["id2label"] = new JsonObject(
            labels.Index().Select(label => KeyValuePair.Create<string, JsonNode?>(Key(label.Index), label.Item)));
        json["label2id"] = new JsonObject(
            labels.Index().Select(label => KeyValuePair.Create<string, JsonNode?>(label.Item, label.Index)));
    }

    private static string Key(int id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int? Id(JsonNode? node) => node.Is<int>(out var id) ? id : null;
}
