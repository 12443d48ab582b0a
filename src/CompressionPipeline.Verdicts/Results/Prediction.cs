namespace CompressionPipeline.Verdicts.Results;

/// <summary>A line of <c>predictions.jsonl</c>.</summary>
/// <param name="Id">The example.</param>
/// <param name="Text">What the model wrote, or the label or value that it predicts.</param>
/// <param name="Reference">What a person wrote.</param>
/// <param name="Tokens">Generated tokens, end of sequence included.</param>
public sealed record Prediction(string Id, string Text, string Reference, int Tokens);
