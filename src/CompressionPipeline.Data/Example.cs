namespace CompressionPipeline.Data;

/// <summary>A document with the summary a model should write for it.</summary>
/// <param name="Id">Stable name of the example within its data set; for <c>dotnet-docs</c> 16 hexadecimal characters.</param>
/// <param name="Document">What the model reads, without the prefix; never empty, one line.</param>
/// <param name="Summary">What the model should write; never empty, its lines as they were written.</param>
public sealed record Example(string Id, string Document, string Summary)
{
    /// <summary>The summary as a model learns it: on one line.</summary>
    public string SummaryOnOneLine() => Summary.Replace('\n', ' ');
}
