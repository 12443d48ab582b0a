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
        task.CopyTokenizer(Tokenizer(context, options), context.OutputFolder);
        var targets = new List<(string Id, string Target)>();
        var info = DataSetWriter.Write(context.OutputFolder, Examples(context, options, targets), new DataSetInfo
        {
            Name = options.Source,
            SourceDigest = options.SourceDigest ?? DataSourceDigest.Of(options).Hex,
            Task = options.Task,
            HasPairs = options.Task != ModelTask.Summarization && options.SecondKey is not null,
            Prefix = options.Task == ModelTask.Summarization ? options.Prefix : "",
            MaxSourceLength = options.MaxSourceLength,
            MaxTargetLength = options.Task == ModelTask.Summarization ? options.MaxTargetLength : 0,
        }, () => task.Labels(targets, options.LabelKey));
        var count = info.Train + info.Validation + info.Test;
        context.Progress.Info(
            $"{count:N0} examples: {info.Train:N0} train, {info.Validation:N0} validation, {info.Test:N0} test");
        (string Name, int Count)[] splits = [("train", info.Train), ("validation", info.Validation), ("test", info.Test)];
        foreach (var (name, _) in splits.Where(split => split.Count == 0))
        {
            context.Progress.Warn($"The {name} split is empty: " + (options.SplitBy == SplitBy.File
                ? "no file or folder is named after it."
                : $"{count} are too few for 90/5/5. Bring more examples."));
        }
        task.Describe(DataSetFolder.Open(context.OutputFolder), context.OutputFolder, context.Progress);
        return
        [
            Count("data.train", info.Train),
            Count("data.validation", info.Validation),
            Count("data.test", info.Test),
        ];
    }

    private static IEnumerable<Example> Examples(
        StageContext context, DataOptions options, List<(string Id, string Target)> targets)
    {
        var any = false;
        foreach (var example in DataSources.Read(options, context.Progress, context.Cancellation))
        {
            any = true;
            // Labels and values are known after the last one; summaries would fill the memory.
            if (options.Task != ModelTask.Summarization)
                targets.Add((example.Id, example.Target));
            yield return example;
        }
        if (!any)
        {
            throw new PipelineException(
                $"The data source '{options.Source}' gave no examples. Name files with examples in the data section.");
        }
    }

    private static string Tokenizer(StageContext context, DataOptions options) =>
        options.TokenizerInit is { } init ? Pretrained.Tokenizer(init, context) : options.TokenizerPath;

    private static Metric Count(string name, int value) => new(name, "count", Direction.HigherIsBetter, value);
}
