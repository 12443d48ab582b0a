namespace CompressionPipeline.Pipeline.Running;

/// <summary>
/// A stage ended with an exception that the user cannot fix: the program's own error. The one behind it has the stack trace.
/// </summary>
public sealed class StageFailedException(string id, Exception inner)
    : Exception($"{id} failed: {inner.Message.TrimEnd('.')}.", inner)
{
    /// <summary>The planned stage's id.</summary>
    public string Id { get; } = id;
}
