using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.Data;

/// <summary>Which keys of a JSON line, or columns of a CSV or Parquet file, hold a pair.</summary>
/// <param name="Document">The key of what the model reads.</param>
/// <param name="Summary">The key of what it should write.</param>
public sealed record Columns(string Document = "document", string Summary = "summary")
{
    private const int Named = 20;

    /// <summary>The key of the example's name; where a record lacks it, the name is made of the pair's text.</summary>
    public const string Id = "id";

    /// <summary>The keys of our own files.</summary>
    public static Columns OwnFormat { get; } = new();

    /// <summary>Refuses a file that lacks one of the two columns.</summary>
    internal void Require(IReadOnlyList<string> present, string at)
    {
        var named = string.Join(", ", present.Take(Named).Select(PlainPath.Printable)) + (present.Count > Named ? ", …" : "");
        foreach (var missing in new[] { Document, Summary }.Except(present))
        {
            var hint = NearestName.Of(missing, present) is [var nearest]
                ? $"the nearest is '{PlainPath.Printable(nearest)}'"
                : "it has none";
            throw new PipelineException(
                $"{at}: there is no column '{missing}'; {hint} of {present.Count} columns: {named}. "
                + "Name the columns of document and summary in the data section: document-key, summary-key.");
        }
    }
}
