using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Verdicts.Metrics.Rouge;

namespace CompressionPipeline.Stages.Data;

/// <summary>Writes a data-set folder with the tokenizer beside it.</summary>
public sealed class DataStage : Stage<DataOptions>
{
    /// <inheritdoc/>
    public override string Name => "data";

    /// <inheritdoc/>
    public override int Version => 2;

    /// <inheritdoc/>
    public override StageKind Kind => StageKind.Source;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs => [];

    /// <inheritdoc/>
    protected override IReadOnlyList<Metric> Run(StageContext context, DataOptions options)
    {
        var tokenizer = T5Tokenizer.Open(options.TokenizerPath);
        var examples = DataSources.Read(options, context.Progress, context.Cancellation);
        if (examples.Count == 0)
            throw new PipelineException(
                $"The data source '{options.Source}' gave no pairs. Name files with pairs in the data section.");

        var info = DataSetWriter.Write(context.OutputFolder, examples, new DataSetInfo
        {
            Name = options.Source,
            SourceDigest = options.SourceDigest ?? DataSourceDigest.Of(options).Hex,
            Prefix = options.Prefix,
            MaxSourceLength = options.MaxSourceLength,
            MaxTargetLength = options.MaxTargetLength,
        });
        AtomicFile.Write(context.Output(T5Tokenizer.FileName), stream => stream.Write(File.ReadAllBytes(options.TokenizerPath)));

        context.Progress.Info(
            $"{examples.Count:N0} pairs: {info.Train:N0} train, {info.Validation:N0} validation, {info.Test:N0} test");
        (string Name, int Count)[] splits = [("train", info.Train), ("validation", info.Validation), ("test", info.Test)];
        foreach (var (name, _) in splits.Where(split => split.Count == 0))
            context.Progress.Warn($"The {name} split is empty: {examples.Count} pairs are too few for 90/5/5. Bring more pairs.");
        WarnOfWhatScoresNothing(context, examples);
        TellWhatIsCut(context, options, tokenizer, examples);
        return
        [
            Count("data.train", info.Train),
            Count("data.validation", info.Validation),
            Count("data.test", info.Test),
        ];
    }

    // Before any training, because the gate calls a metric INVALID that is 0 for every example.
    private static void WarnOfWhatScoresNothing(StageContext context, IReadOnlyList<Example> examples)
    {
        var usual = new RougeScorer();
        List<string> summaries = [.. examples.Select(example => example.Summary).Where(summary => !usual.CanScore(summary))];
        if (summaries.Count == 0)
            return;
        RougeTokenizer[] others = [RougeTokenizer.Unicode, RougeTokenizer.Characters];
        var cure = Array.Find(others, other => summaries.TrueForAll(new RougeScorer(tokenizer: other).CanScore));
        context.Progress.Warn(
            $"{summaries.Count:N0} of {examples.Count:N0} summaries have no a-z and no digit, so that ROUGE with its usual "
            + "tokenizer scores 0 whatever a model writes. Unless it does already, let the section evaluate say tokenizer: "
            + $"{cure.ToString().ToLowerInvariant()}, which can score them.");
    }

    // The first thousand tell it well enough.
    private static void TellWhatIsCut(
        StageContext context, DataOptions options, T5Tokenizer tokenizer, IReadOnlyList<Example> examples)
    {
        var sample = examples.Take(1000).ToArray();
        var sources = sample.Count(
            example => IsCut(tokenizer, options.Prefix + example.Document, options.MaxSourceLength));
        var targets = sample.Count(example => IsCut(tokenizer, example.SummaryOnOneLine(), options.MaxTargetLength));
        context.Progress.Info(
            $"of {sample.Length:N0} pairs, {sources:N0} documents are cut at {options.MaxSourceLength} tokens "
            + $"and {targets:N0} summaries at {options.MaxTargetLength}");
        if (targets * 10 > sample.Length)
        {
            context.Progress.Warn(
                $"More than a tenth of the summaries are longer than max-target-length {options.MaxTargetLength}: "
                + "the model will learn to stop in mid-sentence. Raise it.");
        }
    }

    private static bool IsCut(T5Tokenizer tokenizer, string text, int length) =>
        tokenizer.Encode(text, length + 1).Length > length;

    private static Metric Count(string name, int value) => new(name, "count", Direction.HigherIsBetter, value);
}
