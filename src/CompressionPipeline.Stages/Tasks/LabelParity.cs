using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>
/// Runs a checkpoint under TorchSharp and its export under ONNX Runtime on the same texts: logits, answers and their scores.
/// </summary>
internal sealed class LabelParity(BertModel torch, ClassifierSession onnx, LabelTokens tokens)
{
    public ParityResult Run(DataSetFolder data, ExportOptions options, StageContext context)
    {
        var examples = ParityCheck.Examples(data, options);
        var expected = LabelScorer.Logits(examples, tokens, texts => TorchLogits.Of(torch, texts), options.BatchSize, context);
        var actual = LabelScorer.Logits(examples, tokens, texts => onnx.Logits(texts, tokens.PadId), options.BatchSize, context);
        var scorer = new LabelScorer(data.Info, tokens);
        // Two values that hardly differ may round to others.
        var same = expected.Zip(actual, (one, other) => torch.Config.IsRegression
            ? Math.Abs(one[0] - other[0]) <= options.MaxDifference
            : scorer.Answer(one) == scorer.Answer(other)).ToList();
        List<double> differences =
            [.. expected.Zip(actual).SelectMany(row => row.First.Zip(row.Second, (a, b) => (double)Math.Abs(a - b)))];
        var (torchScores, onnxScores) = (scorer.Metrics(examples, expected), scorer.Metrics(examples, actual));
        return new()
        {
            Documents = examples.Count,
            Logits = differences.Count,
            MaxDifference = differences.Max(),
            MeanDifference = differences.Average(),
            Agreement = (double)same.Count(equal => equal) / examples.Count,
            Divergences =
            [
                .. examples.Zip(same).Where(pair => !pair.Second)
                    .Select(pair => new Divergence(pair.First.Id, 0, null, null)),
            ],
            Scores = torchScores.Zip(onnxScores).ToDictionary(
                pair => pair.First.Name, pair => new RuntimeScores(pair.First.Value, pair.Second.Value)),
        };
    }
}
