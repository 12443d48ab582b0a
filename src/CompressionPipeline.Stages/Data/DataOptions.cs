using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>Options of <c>data</c>. The two digests stand in the artifact key for what lies behind the paths.</summary>
public sealed record DataOptions : IValidatableObject
{
    [KnownDataSource, Description("Where the pairs come from.")]
    public string Source { get; init; } = "dotnet-docs";

    [Description("What models are to do with the texts: write a summary, tell a label or tell a value.")]
    public ModelTask Task { get; init; }

    [ManifestPath, Description("The files of a `jsonl`, `csv` or `parquet` source, relative to the manifest's folder; `*` is any "
        + "part of a name, `**` any folders. The first two may be compressed: `.gz` or `.zst`."),
        Example("""["news/**/*.jsonl.zst"]""")]
    public IReadOnlyList<string> Paths { get; init; } = [];

    [Description("For `hub`: a data set of the Hugging Face hub, with its owner."), Example("\"EdinburghNLP/xsum\"")]
    public string? DataSet { get; init; }

    [Description("For `hub`: branch, tag or commit of the data set. `refs/convert/parquet` has any data set as Parquet files.")]
    public string Revision { get; init; } = "main";

    [Description("For `hub`: the data set's files to read, with `*` and `**`. Where nothing is said: the Parquet, JSON lines and "
        + "CSV files of the only part or the default part that its card names; all of them where it names none."),
        Example("""["default/*/*.parquet"]""")]
    public IReadOnlyList<string> Files { get; init; } = [];

    [Description("What decides the split of a pair: its `text`, 90/5/5, or its `file`, by train, validation or test in the "
        + "name of the file or its folder.")]
    public SplitBy SplitBy { get; init; }

    [Description("Key or column of what the model reads.")]
    public string DocumentKey { get; init; } = "document";

    [Description("Key or column of what the model should write.")]
    public string SummaryKey { get; init; } = "summary";

    [Description("Key or column of the second text, where pairs of texts are classified.")]
    public string? SecondKey { get; init; }

    [Description("Key or column of the label or value.")]
    public string LabelKey { get; init; } = "label";

    // This and the next option are not written where they are null, so that artifacts of before keep their keys.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Key or column of a record's id; `id` where nothing is said and there is one. Where it is empty (`''`), or a "
        + "record has none, the id is made from the texts."), Example("\"uid\"")]
    public string? IdKey { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Which records are used: columns, and of each the values that a record must have one of."),
        Example("""{"language":["en","de"]}""")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Where { get; init; }

    [Range(2, 64), Description("For classification with `dotnet-docs`: how many families of namespaces to tell apart.")]
    public int Classes { get; init; } = 8;

    [Description("How a `csv` file is written: `rfc4180` with commas and doubled quotes, the same with `semicolon` or `tab`, "
        + "`tab-plain` where quotes are text, as in GLUE, or `backslash` before quotes.")]
    public CsvDialect CsvDialect { get; init; } = CsvDialect.Rfc4180;

    [Description("What to do with pairs of which a text is empty or shows nothing: refuse the data, or skip and count them.")]
    public EmptyTexts OnEmpty { get; init; } = EmptyTexts.Error;

    [Description("What stands before every document that is summarized.")]
    public string Prefix { get; init; } = "summarize: ";

    [Range(2, 65536), Description("Tokens of prefix and document that a model reads, end of sequence included.")]
    public int MaxSourceLength { get; init; } = 512;

    [Range(2, 65536), Description("Tokens of a summary, end of sequence included.")]
    public int MaxTargetLength { get; init; } = 128;

    [Range(0, int.MaxValue), Description("Pairs to use, the first ones in order of id; 0 uses all.")]
    public int Limit { get; init; }

    [FromPlan]
    public string? SourceDigest { get; init; }

    [FromPlan]
    public string TokenizerPath { get; init; } = "";

    [FromPlan]
    public ModelInit? TokenizerInit { get; init; }

    [FromPlan]
    public string? TokenizerDigest { get; init; }

    // Nothing that was written is passed over without a word.
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        IReadOnlyCollection<string> toTask = Task == ModelTask.Summarization
            ? [nameof(SecondKey), nameof(LabelKey), nameof(Classes)]
            : [nameof(SummaryKey), nameof(Prefix), nameof(MaxTargetLength)];
        var toSource = DataSources.Find(Source)?.Unused ?? [];
        return OptionsJson.Said(this, toTask.Union(toSource)).Select(name => new ValidationResult(
            toTask.Contains(name) ? $"is of no use to task {OptionsJson.NameOf(Task)}" : $"is of no use to source {Source}",
            [name]));
    }
}
