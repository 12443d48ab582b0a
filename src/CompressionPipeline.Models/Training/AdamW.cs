using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter, arXiv 1711.05101) with clipping of the global gradient norm folded in: a clipped gradient is never
/// written, its factor goes into the moments' updates. Norm scales do not decay.
/// </summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly Slot[] slots;
    private readonly double weightDecay;
    private readonly double maxGradientNorm;

    public AdamW(T5Model model, double weightDecay, double maxGradientNorm)
    {
        (this.weightDecay, this.maxGradientNorm) = (weightDecay, maxGradientNorm);
        slots = [.. model.named_parameters().Select(p => new Slot(p.name, p.parameter, Moment(p.parameter), Moment(p.parameter)))];
    }

    /// <summary>Updates made so far; part of a checkpoint.</summary>
    public long Steps { get; set; }

    /// <summary>Both moments of every weight, for checkpoints.</summary>
    public IEnumerable<(string Name, Tensor Moment)> Moments =>
        slots.SelectMany(slot => new[] { ($"exp_avg.{slot.Name}", slot.Mean), ($"exp_avg_sq.{slot.Name}", slot.Square) });

    /// <summary>One update from the sum of several gradients, which are gone afterwards.</summary>
    /// <param name="gradients">At least one list, each in the order of the model's parameters; added up in order.</param>
    /// <param name="learningRate">Of this step.</param>
    /// <param name="workers">Who share the weights among them.</param>
    public void Step(IReadOnlyList<IList<Tensor>> gradients, double learningRate, TorchWorkers workers)
    {
        Steps++;
        var squares = new double[slots.Length];
        workers.Run(worker => ForEachSlot(worker, workers.Count, i => squares[i] = Gather(gradients, i)));
        var norm = Math.Sqrt(squares.Sum());
        var clip = maxGradientNorm > 0 ? Math.Min(1, maxGradientNorm / (norm + 1e-6)) : 1;
        workers.Run(worker => ForEachSlot(worker, workers.Count, i => Update(slots[i], gradients[0][i], learningRate, clip)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, moment) in Moments)
            moment.Dispose();
    }

    private void ForEachSlot(int worker, int workers, Action<int> body)
    {
        using var ungraded = no_grad();
        for (var i = worker; i < slots.Length; i += workers)
        {
            using var scope = NewDisposeScope();
            body(i);
        }
    }

    // Leaves the sum in the first list and answers with its squared norm.
    private static double Gather(IReadOnlyList<IList<Tensor>> gradients, int slot)
    {
        var sum = gradients[0][slot];
        foreach (var more in gradients.Skip(1))
        {
            sum.PlusInPlace(more[slot]);
            more[slot].Dispose();
        }
        return Math.Pow(sum.norm().item<float>(), 2);
    }

    private void Update(Slot slot, Tensor gradient, double learningRate, double clip)
    {
        // The root of the second correction multiplies through, so that no pass over the moments is spent on it.
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, Steps));
        using var rate = (-learningRate * correction / (1 - Math.Pow(Beta1, Steps))).ToScalar();
        using var epsilon = (Epsilon * correction).ToScalar();
        using var decay = (1 - (learningRate * weightDecay)).ToScalar();
        using var share = ((1 - Beta1) * clip).ToScalar();
        using var squareShare = ((1 - Beta2) * clip * clip).ToScalar();
        slot.Mean.mul_(Scalars.Of(Beta1)).add_(gradient, share);
        slot.Square.mul_(Scalars.Of(Beta2)).addcmul_(gradient, gradient, squareShare);
        if (weightDecay > 0 && slot.Decays)
            slot.Weight.mul_(decay);
        slot.Weight.addcdiv_(slot.Mean, slot.Square.sqrt().add_(epsilon, Scalars.Of(1)), rate);
        gradient.Dispose();
    }

    private static Tensor Moment(Parameter weight) => zeros_like(weight).DetachFromDisposeScope();

    private sealed record Slot(string Name, Parameter Weight, Tensor Mean, Tensor Square)
    {
        public bool Decays { get; } = !Name.EndsWith("layer_norm.weight", StringComparison.Ordinal);
    }
}
