using System.Globalization;
using System.Numerics.Tensors;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Logits → labels or values, and their scores.</summary>
internal sealed class LabelScorer(DataSetInfo info, LabelTokens tokens)
{
    private const int ShortDigest = 12;

    /// <summary>The logits of examples, in their order; those of like length run together.</summary>
    /// <exception cref="DivergedException">A logit is not a number: it would count as the largest.</exception>
    public static float[][] Logits(
        IReadOnlyList<Example> examples, LabelTokens tokens, Func<IReadOnlyList<EncodedTexts>, float[][]> run, int batchSize,
        StageContext context)
    {
        var encoded = Tokens.Tokenize(examples, context, tokens.Encode);
        var (logits, done) = (new float[examples.Count][], 0);
        foreach (var batch in TokenBatch.ByLength(encoded.Select(one => one.Ids.Length), batchSize))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var (index, row) in batch.Zip(run([.. batch.Select(index => encoded[index])])))
            {
                logits[index] = Array.TrueForAll(row, float.IsFinite) ? row : throw new DivergedException(
                    $"The model's answer to example '{examples[index].Id}' is no number: train it with a lower learning-rate.");
            }
            context.Progress.Step(new("classifying", done += batch.Length, examples.Count));
        }
        return logits;
    }

    /// <summary>The answers of a model and their scores.</summary>
    public Evaluation Score(IReadOnlyList<Example> examples, IReadOnlyList<float[]> logits, string split)
    {
        var predictions = examples.Zip(logits, (example, row) => new Prediction(example.Id, Answer(row), example.Target, 0));
        var signature = $"labels:{info.Labels.Count}|length:{info.MaxSourceLength}|split:{split[..ShortDigest]}"
            + $"|examples:{examples.Count}";
        return new([.. predictions], new(
            info.Digest, split, signature, [.. examples.Select(example => example.Id)], Metrics(examples, logits)));
    }

    /// <summary>The metrics of the data's task.</summary>
    public IReadOnlyList<Metric> Metrics(IReadOnlyList<Example> examples, IReadOnlyList<float[]> logits) =>
        info.Task == ModelTask.Regression
            ? PredictionMetrics.OfValues(
                [.. examples.Zip(logits, (example, row) => ((double)LabelTokens.Value(example), (double)row[0]))])
            : PredictionMetrics.OfLabels(
                [.. examples.Zip(logits, (example, row) => (tokens.LabelOf(example), TensorPrimitives.IndexOfMax<float>(row)))],
                info.Labels.Count);

    /// <summary>The label of the largest logit, or the value.</summary>
    public string Answer(float[] logits) => info.Task == ModelTask.Regression
        ? logits[0].ToString("R", CultureInfo.InvariantCulture)
        : info.Labels[TensorPrimitives.IndexOfMax<float>(logits)];
}
