namespace CompressionPipeline.Data;

/// <summary>What a model reads, with what it should make of it.</summary>
/// <param name="Id">Stable name of the example within its data set; for <c>dotnet-docs</c> 16 hexadecimal characters.</param>
/// <param name="Document">What the model reads, without the prefix; never empty, one line.</param>
/// <param name="Target">The summary that the model should write, its lines as they were written; the label; or the value. Never
/// empty.</param>
public sealed record Example(string Id, string Document, string Target)
{
    /// <summary>The second text of a pair that is classified, on one line; null where there is one text.</summary>
    public string? Second { get; init; }

    /// <summary>The split that the data's own files put it into; null where its text decides.</summary>
    public Split? Split { get; init; }

    /// <summary>The target as a model learns it: on one line.</summary>
    public string TargetOnOneLine() => Target.Replace('\n', ' ');
}
