using System.Diagnostics;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = CompressionPipeline.Models.Training.AdamW;
using PackageAdamW = TorchSharp.Modules.AdamW;

namespace Benchmarks;

/// <summary>
/// Clipping and one update of every weight from the gradients of several threads, in turns: ours, and TorchSharp's
/// clip_grad_norm_ and AdamW.
/// </summary>
internal static class OptimizerSpeed
{
    private static readonly TrainingOptions Options = new() { LearningRate = 2e-3 };

    public static object Measure(Arguments arguments)
    {
        var threads = arguments.Number("threads", 2);
        var torchThreads = arguments.Number("torch-threads", threads);
        var config = T5Config.Shape(arguments.Text("shape", "docs-mini"));
        using var model = T5Model.Initialize(config, seed: 1);
        using var other = T5Model.Initialize(config, seed: 1);
        using var workers = new TorchWorkers(model, threads);
        using var ours = new AdamW(new CrossEntropy().Groups(model), Options);
        using var package = Package(other);
        var (ourTimes, packageTimes) = (new List<double>(), new List<double>());
        manual_seed(1);
        for (var step = 0; step < arguments.Number("steps", 100); step++)
        {
            var gradients = Enumerable.Range(0, threads).Select(_ => Gradients(model)).ToList();
            var copies = gradients.Select(list => list.Select(gradient => gradient.clone()).ToList()).ToList();
            ourTimes.Add(Milliseconds(() => ours.Step(gradients, Options.LearningRate, workers)));
            set_num_threads(torchThreads);
            packageTimes.Add(Milliseconds(() => Step(package, other, copies)));
            set_num_threads(1);
        }
        using var scope = NewDisposeScope();
        var pairs = model.parameters().Zip(other.parameters()).ToList();
        return new
        {
            ours_ms = Median(ourTimes),
            torchsharp_ms = Median(packageTimes),
            ratio_of_pairs = Median([.. packageTimes.Zip(ourTimes, (theirs, own) => theirs / own)]),
            equal_tensors = pairs.Count(pair => pair.First.equal(pair.Second).all().item<bool>()),
            tensors = pairs.Count,
            largest_difference = pairs.Max(pair => pair.First.sub(pair.Second).abs().max().item<float>()),
        };
    }

    private static PackageAdamW Package(T5Model model)
    {
        PackageAdamW.ParamGroup Group(double decay, Func<Parameter, bool> holds) =>
            new(model.parameters().Where(holds), Options.LearningRate, 0.9, 0.999, 1e-8, decay);
        return optim.AdamW(
            [Group(Options.WeightDecay, weight => weight.dim() > 1), Group(0, weight => weight.dim() == 1)],
            Options.LearningRate);
    }

    private static void Step(PackageAdamW optimizer, T5Model model, List<List<Tensor>> gradients)
    {
        using var scope = NewDisposeScope();
        foreach (var more in gradients.Skip(1))
        {
            foreach (var (sum, gradient) in gradients[0].Zip(more))
                sum.PlusInPlace(gradient);
        }
        foreach (var (parameter, gradient) in model.parameters().Zip(gradients[0]))
            parameter.grad = gradient;
        nn.utils.clip_grad_norm_(model.parameters(), Options.MaxGradientNorm);
        optimizer.step();
        optimizer.zero_grad();
        foreach (var gradient in gradients.SelectMany(list => list))
            gradient.Dispose();
    }

    private static IList<Tensor> Gradients(T5Model model) =>
        [.. model.parameters().Select(parameter => randn(parameter.shape).mul_(Scalars.Of(1e-3)))];

    private static double Milliseconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2), 2);
}
