using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Data;

/// <summary>Writes a data-set folder with the tokenizer beside it.</summary>
public sealed class DataStage : Stage<DataOptions>
{
    /// <inheritdoc/>
    public override string Name => "data";

    /// <inheritdoc/>
    public override int Version => 3;

    /// <inheritdoc/>
    public override StageKind Kind => StageKind.Source;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs => [];

    /// <inheritdoc/>
    protected override IReadOnlyList<Metric> Run(StageContext context, DataOptions options)
    {
        var task = TaskCatalog.Of(options.Task);
        var examples = DataSources.Read(options, context.Progress, context.Cancellation);
        if (examples.Count == 0)
            throw new PipelineException(
                $"The data source '{options.Source}' gave no examples. Name files with examples in the data section.");
        task.CopyTokenizer(Tokenizer(context, options), context.OutputFolder);

        var info = DataSetWriter.Write(context.OutputFolder, examples, new DataSetInfo
        {
            Name = options.Source,
            SourceDigest = options.SourceDigest ?? DataSourceDigest.Of(options).Hex,
            Task = options.Task,
            Labels = task.Labels(examples, options.LabelKey),
            HasPairs = options.Task != ModelTask.Summarization && options.SecondKey is not null,
            Prefix = options.Task == ModelTask.Summarization ? options.Prefix : "",
            MaxSourceLength = options.MaxSourceLength,
            MaxTargetLength = options.Task == ModelTask.Summarization ? options.MaxTargetLength : 0,
        });
        context.Progress.Info(
            $"{examples.Count:N0} examples: {info.Train:N0} train, {info.Validation:N0} validation, {info.Test:N0} test");
        (string Name, int Count)[] splits = [("train", info.Train), ("validation", info.Validation), ("test", info.Test)];
        foreach (var (name, _) in splits.Where(split => split.Count == 0))
            context.Progress.Warn($"The {name} split is empty: {examples.Count} are too few for 90/5/5. Bring more examples.");
        task.Describe(DataSetFolder.Open(context.OutputFolder), context.OutputFolder, context.Progress);
        return
        [
            Count("data.train", info.Train),
            Count("data.validation", info.Validation),
            Count("data.test", info.Test),
        ];
    }

    private static string Tokenizer(StageContext context, DataOptions options) =>
        options.TokenizerInit is { } init ? Pretrained.Tokenizer(init, context) : options.TokenizerPath;

    private static Metric Count(string name, int value) => new(name, "count", Direction.HigherIsBetter, value);
}
