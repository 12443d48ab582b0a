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

    /// <summary>The usual key of an example's id; where a record lacks it, the id is made from the pair's text.</summary>
    public const string Id = "id";

    private const string Label = "label";

    /// <summary>Whether the target may be a number or a truth value: labels and values are, summaries are not.</summary>
    public bool HasLabels { get; init; }

    /// <summary>
    /// The key of an example's id, which every record must have. Null: <see cref="Id"/>, where a record has it. Empty: ids are
    /// made from the texts.
    /// </summary>
    public string? IdKey { get; init; }

    /// <summary>The key under which an id is looked for; null where ids are made from the texts.</summary>
    internal string? IdToRead => IdKey switch { null => Id, "" => null, var key => key };

    /// <summary>Of each of these columns the values that are wanted: a record with another one, or none, is left out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Where { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The keys of our own files.</summary>
    internal static Columns OwnFormat(DataSetInfo info) => info.Task == ModelTask.Summarization
        ? new()
        : new(Target: Label, Second: info.HasPairs ? "second" : null) { HasLabels = true };

    /// <summary>The keys of the texts, labels and values.</summary>
    public IReadOnlyList<string> Content => Second is null ? [Document, Target] : [Document, Second, Target];

    /// <summary>Every key that must be there.</summary>
    internal IEnumerable<string> Required =>
        [.. Content, .. Where.Keys, .. string.IsNullOrEmpty(IdKey) ? [] : new[] { IdKey }];

    /// <summary>Whether a record is one of those that are wanted.</summary>
    /// <param name="valueOf">What it has under a key, as it is written.</param>
    internal bool Want(Func<string, string?> valueOf) =>
        Where.All(wanted => valueOf(wanted.Key) is { } value && wanted.Value.Contains(value));

    /// <summary>Refuses a file that lacks one of the columns, or has one twice.</summary>
    internal void Require(IReadOnlyList<string> present, string at)
    {
        var named = string.Join(", ", present.Take(Named).Select(PlainPath.Printable)) + (present.Count > Named ? ", …" : "");
        foreach (var missing in Required.Except(present))
        {
            var hint = NearestName.Of(missing, present.Take(Compared)) is [var nearest]
                ? $"the nearest is '{PlainPath.Printable(nearest)}'"
                : "it has none";
            throw new PipelineException(
                $"{at}: there is no column '{missing}'; {hint} of {present.Count} columns: {named}. "
                + "Name the columns in the data section: document-key and summary-key, or document-key, second-key and "
                + "label-key; id-key; and those of where.");
        }
        if (Required.Append(IdToRead).FirstOrDefault(name => present.Count(key => key == name) > 1) is { } twice)
            throw new PipelineException($"{at}: two columns are called '{twice}'. Rename or remove one of them.");
    }
}
