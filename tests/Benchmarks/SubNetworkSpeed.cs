using System.Diagnostics;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>
/// What a search's evaluation of a random sub-network by its loss takes, beside the bare forward passes to the loss under the
/// same mask, beside cutting the network out for them, and beside those of the whole model; one thread, in turns.
/// </summary>
internal static class SubNetworkSpeed
{
    public static object Measure(Arguments arguments)
    {
        TorchLibrary.Require();
        using var model = arguments.Text("model", "") is { Length: > 0 } folder
            ? ModelFiles.Load(folder)
            : T5Model.Initialize(T5Config.Shape(arguments.Text("shape", "docs-mini")), seed: 1);
        model.Module.eval();
        var space = SubNetworkSpace.Create(
            Enum.Parse<SpaceKind>(arguments.Text("space", "small"), ignoreCase: true), model.Config.KeepAll(), null);
        var batch = arguments.Number("batch", 32);
        var pairs = RandomPairs.Make(
            arguments.Number("texts", 64), arguments.Number("source-length", 48), arguments.Number("target-length", 24), 4000);
        if (model is not T5Model)
            pairs = [.. pairs.Select(pair => pair with { Target = [0], TokenTypes = new int[pair.Source.Length] })];
        using var workers = new TorchWorkers(model, 1);
        var random = new Random(1);
        var (evaluated, cut, whole) = (new List<double>(), new List<double>(), new List<double>());
        set_num_threads(1);
        for (var i = -1; i < arguments.Number("networks", 20); i++)
        {
            var mask = space.Mask(space.Sample(random));
            using var scope = NewDisposeScope();
            var masks = MaskTensors.From(mask);
            double[] ms =
            [
                Ms(() => Forward(model, masks)),
                Ms(() => Validation.MeanLosses(model, pairs, batch, workers, MaskTensors.From(mask))),
                Ms(() =>
                {
                    using var smaller = (ITrainable)model.Shrink(mask);
                    smaller.Module.eval();
                    Forward(smaller, null);
                }),
                Ms(() => Forward(model, null)),
            ];
            if (i < 0)
                continue;
            evaluated.Add(ms[1] / ms[0]);
            cut.Add(ms[2] / ms[0]);
            whole.Add(ms[3] / ms[0]);
        }
        return new
        {
            evaluation_of_masked_forward = Median(evaluated),
            cut_out_of_masked_forward = Median(cut),
            whole_of_masked_forward = Median(whole),
            holds = Median(evaluated) <= 1.05,
        };

        void Forward(ITrainable network, MaskTensors? masks)
        {
            using var ungraded = no_grad();
            foreach (var part in pairs.Chunk(batch))
            {
                using var inner = NewDisposeScope();
                CrossEntropy.Sum(network, network.CreateBatch(part), masks).item<float>();
            }
        }
    }

    // The fastest of three: a machine that does something else meanwhile only ever makes it slower.
    private static double Ms(Action action) => Enumerable.Range(0, 3).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    });

    private static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2), 3);
}
