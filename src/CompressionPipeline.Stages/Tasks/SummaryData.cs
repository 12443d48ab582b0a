using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Verdicts.Metrics.Rouge;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>What a person should know of documents and summaries before anything is trained on them.</summary>
internal static class SummaryData
{
    // So many tell it well enough.
    private const int Sampled = 1000;

    public static void Describe(DataSetFolder data, string folder, IProgressSink progress)
    {
        List<Example> examples = [.. data.Train(), .. data.Validation(), .. data.Test()];
        WarnOfWhatScoresNothing(examples, progress);
        TellWhatIsCut(data.Info, T5Tokenizer.Open(Path.Combine(folder, T5Tokenizer.FileName)), examples, progress);
    }

    // Before any training, because the gate calls a metric INVALID that is 0 for every example.
    private static void WarnOfWhatScoresNothing(List<Example> examples, IProgressSink progress)
    {
        var usual = new RougeScorer();
        List<string> summaries = [.. examples.Select(example => example.Target).Where(summary => !usual.CanScore(summary))];
        if (summaries.Count == 0)
            return;
        RougeTokenizer[] others = [RougeTokenizer.Unicode, RougeTokenizer.Characters];
        var cure = Array.Find(others, other => summaries.TrueForAll(new RougeScorer(tokenizer: other).CanScore));
        progress.Warn(
            $"{summaries.Count:N0} of {examples.Count:N0} summaries have no a-z and no digit, so that ROUGE with its usual "
            + "tokenizer scores 0 whatever a model writes. Unless it does already, let the section evaluate say tokenizer: "
            + $"{cure.ToString().ToLowerInvariant()}, which can score them.");
    }

    private static void TellWhatIsCut(
        DataSetInfo info, T5Tokenizer tokenizer, List<Example> examples, IProgressSink progress)
    {
        var sample = examples.OrderBy(example => example.Id, StringComparer.Ordinal).Take(Sampled).ToArray();
        var sources = sample.Count(example => IsCut(info.Prefix + example.Document, info.MaxSourceLength));
        var targets = sample.Count(example => IsCut(example.TargetOnOneLine(), info.MaxTargetLength));
        progress.Info(
            $"of {sample.Length:N0} pairs, {sources:N0} documents are cut at {info.MaxSourceLength} tokens "
            + $"and {targets:N0} summaries at {info.MaxTargetLength}");
        if (targets * 10 > sample.Length)
        {
            progress.Warn(
                $"More than a tenth of the summaries are longer than max-target-length {info.MaxTargetLength}: "
                + "the model will learn to stop in mid-sentence. Raise it.");
        }

        bool IsCut(string text, int length) => tokenizer.Encode(text, length + 1).Length > length;
    }
}
