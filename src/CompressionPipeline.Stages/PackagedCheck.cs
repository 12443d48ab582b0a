using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Bert.Packages;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages;

/// <summary>
/// Compares weights out of a package with the graph that they were taken from, as ONNX Runtime runs it: some of the graph's
/// weights have no names, and are known by their place alone.
/// </summary>
internal static class PackagedCheck
{
    private const int Texts = 50, Together = 10, Longest = 64;
    private const double LargestDifference = 1e-4;

    /// <summary>Refuses weights whose last hidden states are not those of the graph.</summary>
    /// <param name="package">The restored package's folder.</param>
    /// <param name="checkpoint">What <see cref="PackagedWeights.Unpack"/> made of it.</param>
    /// <exception cref="PipelineException">They differ; names the package.</exception>
    public static void Require(string package, string checkpoint)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var folder = new PackageFolder(package);
        using var model = BertCheckpoint.Start(checkpoint, ["no", "yes"], seed: 1, []);
        model.eval();
        using var graph = new InferenceSession(folder.Resource(PackagedWeights.Model)!.Value.Content);
        var random = new Random(1);
        for (var first = 0; first < Texts; first += Together)
        {
            var difference = Difference(model, graph, random);
            if (!(difference <= LargestDifference))
            {
                throw new PipelineException(
                    $"{folder.Id} {folder.Version}: the hidden states of its weights differ by {difference:0.0e+0} from those of "
                    + "the graph that they are from, so that one of them was taken for another. Name another version of the "
                    + "package.");
            }
        }
    }

    // Of texts of random pieces, each as long as it happens to be.
    private static double Difference(BertModel model, InferenceSession graph, Random random)
    {
        using var scope = NewDisposeScope();
        var (ids, mask) = (new long[Together, Longest], new long[Together, Longest]);
        for (var text = 0; text < Together; text++)
        {
            var length = random.Next(2, Longest + 1);
            for (var place = 0; place < Longest; place++)
            {
                (ids[text, place], mask[text, place]) = place < length
                    ? (random.Next(model.Config.VocabSize), 1)
                    : (model.Config.PadTokenId, 0);
            }
        }
        var (read, counted) = (tensor(ids), tensor(mask));
        var inputs = new Dictionary<string, OrtValue>
        {
            ["input_ids"] = Value(ids), ["attention_mask"] = Value(mask), ["token_type_ids"] = Value(new long[Together, Longest]),
        };
        using var options = new RunOptions();
        using var outputs = graph.Run(options, inputs, ["last_hidden_state"]);
        var expected = tensor(outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[0].GetTensorTypeAndShape().Shape);
        // What stands behind a text is read by nobody.
        return ((model.Encode(read, counted, null) - expected) * counted.unsqueeze(2)).abs().max().item<float>();
    }

    private static OrtValue Value(long[,] rows) =>
        OrtValue.CreateTensorValueFromMemory(rows.Cast<long>().ToArray(), [rows.GetLength(0), rows.GetLength(1)]);
}
