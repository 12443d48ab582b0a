namespace CompressionPipeline.Data;

/// <summary>Which keys of a JSON line, or columns of a CSV file, hold a pair.</summary>
/// <param name="Document">The key of what the model reads.</param>
/// <param name="Summary">The key of what it should write.</param>
public sealed record Columns(string Document = "document", string Summary = "summary")
{
    /// <summary>The key of the example's name; where a line lacks it, the name is made of the pair's text.</summary>
    public const string Id = "id";

    /// <summary>The keys of our own files.</summary>
    public static Columns OwnFormat { get; } = new();
}
