using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Search;

/// <summary>
/// Trains a model and sub-networks of it, which share its weights, in the same steps (Klein et al., arXiv 2405.02267): the
/// gradients of all networks of a step are added up, without weights, before the one update.
/// </summary>
internal sealed class SuperNetworkTraining(SubNetworkSpace space, SuperNetworkOptions options) : Objective
{
    // The networks of the step: null is the super-network.
    private IReadOnlyList<MaskTensors?> networks = [];

    public override string Fingerprint => $"{options} in {space.Fingerprint}";

    private bool Teaches => options.Strategy is SuperNetworkStrategy.InPlace or SuperNetworkStrategy.OneShot;

    public override void BeforeStep(StepContext step)
    {
        // A function of seed and step alone: a resumed run draws the same.
        var random = new Random((int)BatchPlan.Mix(options.Seed, step.Number));
        networks = [.. Points(random, step).Select(point =>
            point is null ? null : MaskTensors.From(space.Mask(point), step.Model.Device))];
    }

    public override void Compute(StepContext step, Batch batch, Action<Tensor> backward)
    {
        using var scope = NewDisposeScope();
        using var labels = step.Labels.ToScalar();
        Tensor? taught = null;
        if (Teaches && networks[0] is not null)
        {
            using (no_grad())
                taught = batch.Logits(step.Model);
        }
        foreach (var network in networks)
        {
            using var pass = NewDisposeScope();
            var logits = batch.Logits(step.Model, network);
            var isTaught = taught is not null && network is not null;
            var loss = isTaught
                ? batch.TaughtLoss(logits, taught!, options.Temperature, step.Options.LabelSmoothing)
                : batch.Loss(logits, step.Options.LabelSmoothing);
            if (Teaches && network is null)
                taught = logits.detach().MoveToOuterDisposeScope();
            backward(loss.div(labels));
        }
    }

    private IEnumerable<int[]?> Points(Random random, StepContext step)
    {
        var drawn = Enumerable.Range(0, options.RandomNetworks).Select(_ => (int[]?)space.Sample(random));
        return options.Strategy switch
        {
            SuperNetworkStrategy.Standard => [null],
            SuperNetworkStrategy.Random => drawn,
            SuperNetworkStrategy.Sandwich or SuperNetworkStrategy.OneShot => [null, space.Smallest, .. drawn],
            SuperNetworkStrategy.FineTune => throw new InvalidOperationException("This strategy has no super-network."),
            // The first step is the super-network's, the last one random.
            _ => random.NextDouble() * (step.Total - 1) < step.Number - 1 ? drawn : [null],
        };
    }
}
