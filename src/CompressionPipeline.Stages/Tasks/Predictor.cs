using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Has documents summarized in batches of like length.</summary>
/// <param name="tokens">Texts to ids and back.</param>
/// <param name="generate">Ids of sources to generated ids, without the end of sequence.</param>
/// <param name="batchSize">Documents at once.</param>
/// <param name="maxNewTokens">Tokens generated at most, end of sequence included.</param>
internal sealed class Predictor(
    SummaryTokens tokens, Func<IReadOnlyList<int[]>, int[][]> generate, int batchSize, int maxNewTokens)
{
    /// <summary>A prediction per example, in the examples' order.</summary>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<Example> examples, StageContext context)
    {
        var sources = Tokens.Tokenize(examples, context, tokens.Source);
        var predictions = new Prediction[examples.Count];
        var done = 0;
        foreach (var batch in TokenBatch.ByLength(sources.Select(ids => ids.Length), batchSize))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var generated = generate([.. batch.Select(index => sources[index])]);
            foreach (var (index, ids) in batch.Zip(generated))
                predictions[index] = new(examples[index].Id, tokens.Tokenizer.Decode(ids), examples[index].Target, Length(ids));
            context.Progress.Step(new("generating", done += batch.Length, examples.Count));
        }
        return predictions;
    }

    // As the papers count: the end of sequence is a token too, but a text cut short has none.
    private int Length(int[] ids) => Math.Min(ids.Length + 1, maxNewTokens);
}
