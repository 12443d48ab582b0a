using System.Numerics.Tensors;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Verdicts.Metrics.Rouge;
using CompressionPipeline.Verdicts.Results;
using static TorchSharp.torch;
using TorchGeneration = CompressionPipeline.Models.T5.Generation;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>
/// Runs a checkpoint under TorchSharp and its export under ONNX Runtime on the same documents: logits, texts and their scores.
/// </summary>
internal sealed class ParityCheck(T5Model torch, Seq2SeqSession onnx, SummaryTokens tokens)
{
    public ParityResult Run(DataSetFolder data, ExportOptions options, StageContext context)
    {
        var examples = Examples(data, options);
        var length = options.MaxNewTokens > 0 ? options.MaxNewTokens : data.Info.MaxTargetLength;
        var (sources, done) = (examples.ConvertAll(example => tokens.Source(example)), 0);
        var (expected, actual) = (new int[sources.Count][], new int[sources.Count][]);
        foreach (var batch in TokenBatch.ByLength(sources.Select(ids => ids.Length), options.BatchSize))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var own = Array.ConvertAll(batch, index => sources[index]);
            var generated = TorchGeneration.Greedy(torch, own, length, cancellation: context.Cancellation);
            var made = onnx.Generate(own, new() { MaxNewTokens = length }, context.Cancellation).Ids;
            for (var row = 0; row < batch.Length; row++)
                (expected[batch[row]], actual[batch[row]]) = (generated[row], made[row]);
            context.Progress.Step(new("generating", done += batch.Length, sources.Count));
        }
        var (differences, divergences) = (new Differences(), new List<Divergence>());
        var texts = new List<(string Reference, string Torch, string Onnx)>();
        foreach (var (i, example) in examples.Index())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (Divergence.Of(example.Id, expected[i], actual[i]) is { } divergence)
                divergences.Add(divergence);
            texts.Add((example.Target, tokens.Tokenizer.Decode(expected[i]), tokens.Tokenizer.Decode(actual[i])));
            int[] target = [torch.Config.DecoderStartTokenId, .. expected[i]];
            differences.Add(TorchLogits(sources[i], target), onnx.Logits(sources[i], target));
            context.Progress.Step(new("parity", i + 1, examples.Count));
        }
        return new()
        {
            Documents = examples.Count,
            Logits = differences.Count,
            MaxDifference = differences.Max,
            MeanDifference = differences.Sum / differences.Count,
            Agreement = (double)texts.Count(text => text.Torch == text.Onnx) / examples.Count,
            Divergences = divergences,
            Scores = Scores(texts, context.Cancellation),
        };
    }

    /// <summary>The examples on which an export is compared with its checkpoint.</summary>
    /// <exception cref="PipelineException">There is none.</exception>
    public static List<Example> Examples(DataSetFolder data, ExportOptions options)
    {
        var examples = data.Test().Take(options.ParityDocuments).ToList();
        return examples.Count > 0 ? examples : throw new PipelineException(
            "The data set's test split is empty, so that nothing can show that the export follows the checkpoint: bring more "
            + "examples.");
    }

    private static Dictionary<string, RuntimeScores> Scores(
        List<(string Reference, string Torch, string Onnx)> texts, CancellationToken cancellation)
    {
        var scorer = new RougeScorer(RougeMeasure.Usual);
        var expected = scorer.Score([.. texts.Select(text => (text.Reference, text.Torch))], cancellation);
        var actual = scorer.Score([.. texts.Select(text => (text.Reference, text.Onnx))], cancellation);
        return RougeMeasure.Usual.ToDictionary(
            measure => measure.Name, measure => new RuntimeScores(expected.Mean(measure), actual.Mean(measure)));
    }

    private float[] TorchLogits(int[] source, int[] target)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        var ids = tensor(Array.ConvertAll(source, id => (long)id)).unsqueeze(0); // (1, S)
        var read = tensor(Array.ConvertAll(target, id => (long)id)).unsqueeze(0); // (1, T)
        return torch.Logits(ids, ones_like(ids), read).data<float>().ToArray(); // (1, T, V)
    }

    /// <summary>Absolute differences of logits; one that is no number makes the largest one no number.</summary>
    private sealed class Differences
    {
        public double Max { get; private set; }

        public double Sum { get; private set; }

        public long Count { get; private set; }

        public void Add(float[] expected, float[] actual)
        {
            var difference = new float[expected.Length];
            TensorPrimitives.Subtract(expected, actual, difference);
            TensorPrimitives.Abs(difference, difference);
            Max = Math.Max(Max, TensorPrimitives.Max(difference));
            Sum += TensorPrimitives.Sum(difference);
            Count += difference.Length;
        }
    }
}
