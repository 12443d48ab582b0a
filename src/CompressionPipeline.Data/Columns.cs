using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.Data;

/// <summary>Which keys of a JSON line, or columns of a CSV or Parquet file, hold an example.</summary>
/// <param name="Document">The key of what the model reads.</param>
/// <param name="Target">The key of what it should write or say.</param>
/// <param name="Second">The key of a second text; null where there is none.</param>
public sealed record Columns(string Document = "document", string Target = "summary", string? Second = null)
{
    private const int Named = 20, Compared = 1_000;

    /// <summary>The key of the example's name; where a record lacks it, the name is made of the pair's text.</summary>
    public const string Id = "id";

    private const string Label = "label";

    /// <summary>Whether the target may be a number: labels and values are, summaries are not.</summary>
    public bool HasLabels { get; init; }

    /// <summary>The keys of our own files.</summary>
    internal static Columns OwnFormat(DataSetInfo info) => info.Task == ModelTask.Summarization
        ? new()
        : new(Target: Label, Second: info.HasPairs ? "second" : null) { HasLabels = true };

    /// <summary>The keys that must be there.</summary>
    public IReadOnlyList<string> All => Second is null ? [Document, Target] : [Document, Second, Target];

    /// <summary>Refuses a file that lacks one of the columns, or has one twice.</summary>
    internal void Require(IReadOnlyList<string> present, string at)
    {
        var named = string.Join(", ", present.Take(Named).Select(PlainPath.Printable)) + (present.Count > Named ? ", …" : "");
        foreach (var missing in All.Except(present))
        {
            var hint = NearestName.Of(missing, present.Take(Compared)) is [var nearest]
                ? $"the nearest is '{PlainPath.Printable(nearest)}'"
                : "it has none";
            throw new PipelineException(
                $"{at}: there is no column '{missing}'; {hint} of {present.Count} columns: {named}. "
                + "Name the columns in the data section: document-key and summary-key, or document-key, second-key and "
                + "label-key.");
        }
        if (All.Append(Id).FirstOrDefault(name => present.Count(key => key == name) > 1) is { } twice)
            throw new PipelineException($"{at}: two columns are called '{twice}'. Rename or remove one of them.");
    }
}
