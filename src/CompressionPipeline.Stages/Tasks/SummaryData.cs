using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>What a person should know of documents and summaries before anything is trained on them.</summary>
internal static class SummaryData
{
    // As many as are enough to tell.
    private const int Sampled = 1000;

    public static void Describe(DataSetFolder data, string folder, IProgressSink progress)
    {
        var unscored = new UnscoredSummaries();
        var sample = data.Train().Concat(data.Validation()).Concat(data.Test()).Select(unscored.Look).FirstById(Sampled);
        unscored.Warn(progress);
        TellWhatIsCut(data.Info, T5Tokenizer.Open(Path.Combine(folder, T5Tokenizer.FileName)), sample, progress);
    }

    private static void TellWhatIsCut(
        DataSetInfo info, T5Tokenizer tokenizer, IReadOnlyList<Example> sample, IProgressSink progress)
    {
        var sources = sample.Count(example => IsCut(info.Prefix + example.Document, info.MaxSourceLength));
        var targets = sample.Count(example => IsCut(example.TargetOnOneLine(), info.MaxTargetLength));
        progress.Info(
            $"of {sample.Count:N0} pairs, {sources:N0} documents are cut at {info.MaxSourceLength} tokens "
            + $"and {targets:N0} summaries at {info.MaxTargetLength}");
        if (targets * 10 > sample.Count)
        {
            progress.Warn(
                $"More than a tenth of the summaries are longer than max-target-length {info.MaxTargetLength}: "
                + "the model will learn to stop in mid-sentence. Raise it.");
        }

        bool IsCut(string text, int length) => tokenizer.Encode(text, length + 1).Length > length;
    }
}
