using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>A folder with <c>train.jsonl</c>, <c>validation.jsonl</c>, <c>test.jsonl</c> and <c>dataset.json</c>.</summary>
public sealed class DataSetFolder
{
    /// <summary>Name of the file that describes the folder.</summary>
    public const string InfoFile = "dataset.json";

    private readonly string folder;
    private readonly Columns columns;

    private DataSetFolder(string folder, DataSetInfo info)
    {
        this.folder = folder;
        Info = info;
        columns = Columns.OwnFormat(info);
    }

    /// <summary>What the folder says about itself.</summary>
    public DataSetInfo Info { get; }

    /// <summary>Reads the description; the pairs are read from their files, one by one, whenever they are gone through.</summary>
    /// <exception cref="PipelineException">The folder is no data set.</exception>
    public static DataSetFolder Open(string folder)
    {
        var path = Path.Combine(folder, InfoFile);
        return new(folder, StrictJson.Read<DataSetInfo>(
            path, OptionsJson.Settings, "Delete the folder and run the stage 'data' again."));
    }

    /// <summary>The pairs that weights are fitted to, in the file's order.</summary>
    public IEnumerable<Example> Train() => Read(Split.Train);

    /// <summary>The pairs that training watches, in the file's order.</summary>
    public IEnumerable<Example> Validation() => Read(Split.Validation);

    /// <summary>The pairs that verdicts are reached on, in the file's order.</summary>
    public IEnumerable<Example> Test() => Read(Split.Test);

    internal static string FileOf(Split split) => split switch
    {
        Split.Train => "train.jsonl",
        Split.Validation => "validation.jsonl",
        _ => "test.jsonl",
    };

    private IEnumerable<Example> Read(Split split) =>
        Pairs.Of(JsonlSource.Read(Path.Combine(folder, FileOf(split)), columns), columns);
}
