using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Verdicts.Metrics.Rouge;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Summaries that ROUGE cannot score with its usual tokenizer. Told before any training, because the gate calls a metric
/// INVALID that is 0 for every example.</summary>
internal sealed class UnscoredSummaries
{
    private static readonly RougeTokenizer[] Others = [RougeTokenizer.Unicode, RougeTokenizer.Characters];

    private readonly RougeScorer usual = new();
    private readonly List<(RougeTokenizer Tokenizer, RougeScorer Scorer)> cures =
        [.. Others.Select(other => (other, new RougeScorer(tokenizer: other)))];
    private int looked;
    private int unscored;

    /// <summary>Looks at a summary; returns its example.</summary>
    public Example Look(Example example)
    {
        looked++;
        if (!usual.CanScore(example.Target))
        {
            unscored++;
            cures.RemoveAll(cure => !cure.Scorer.CanScore(example.Target));
        }
        return example;
    }

    /// <summary>Warns where there are some.</summary>
    public void Warn(IProgressSink progress)
    {
        if (unscored == 0)
            return;
        progress.Warn(
            $"{unscored:N0} of {looked:N0} summaries have no a-z and no digit, so that ROUGE with its usual "
            + "tokenizer scores 0 whatever a model writes. Unless it does already, let the section evaluate say tokenizer: "
            + $"{cures.FirstOrDefault().Tokenizer.ToString().ToLowerInvariant()}, which can score them.");
    }
}
