using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Reports.Cards;

/// <summary>What a card says of its model's task.</summary>
/// <param name="Tag">As the hub calls it.</param>
/// <param name="Name">The same for people.</param>
/// <param name="Model">What such a model is called.</param>
/// <param name="Limit">What its scores do not say.</param>
internal sealed record CardTask(string Tag, string Name, string Model, string Limit)
{
    public static CardTask Of(ModelTask task) => task switch
    {
        ModelTask.Classification => new("text-classification", "Text classification", "classifier",
            "Scores say how often a label is that of the data set, not whether the data set is right."),
        // The hub has no task of its own for values.
        ModelTask.Regression => new("text-classification", "Text regression", "regression model",
            "Scores say how far predictions follow the data set's values, not whether the data set is right."),
        _ => new("summarization", "Summarization", "summarizer",
            "Scores say how a summary resembles its reference, not whether it is true."),
    };

    /// <summary>The family and what it does, for example <c>T5 summarizer</c>.</summary>
    /// <param name="modelType">As <c>config.json</c> has it; null where unknown.</param>
    public string ModelOf(string? modelType) => modelType switch
    {
        null => Model,
        "t5" or "bert" => $"{modelType.ToUpperInvariant()} {Model}",
        "mt5" => $"mT5 {Model}",
        "roberta" => $"RoBERTa {Model}",
        _ => $"{modelType} {Model}",
    };
}
