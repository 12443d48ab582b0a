using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.T5;

/// <summary>
/// AdamW (Loshchilov and Hutter, arXiv 1711.05101) with clipping of the global gradient norm folded in: a clipped gradient is never
/// written, its factor goes into the moments' updates. Norm scales do not decay.
/// </summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly (string Name, Parameter Weight, Tensor Mean, Tensor Square, bool Decays)[] slots;
    private readonly double weightDecay;
    private readonly double maxGradientNorm;

    public AdamW(T5Model model, double weightDecay, double maxGradientNorm)
    {
        (this.weightDecay, this.maxGradientNorm) = (weightDecay, maxGradientNorm);
        slots = [.. model.named_parameters().Select(p =>
            (p.name, p.parameter, Own(zeros_like(p.parameter)), Own(zeros_like(p.parameter)), !p.name.EndsWith("layer_norm.weight", StringComparison.Ordinal)))];
    }

    /// <summary>Updates made so far; part of a checkpoint.</summary>
    public long Steps { get; set; }

    /// <summary>Both moments of every weight, for checkpoints.</summary>
    public IEnumerable<(string Name, Tensor Moment)> Moments =>
        slots.SelectMany(slot => new[] { ($"exp_avg.{slot.Name}", slot.Mean), ($"exp_avg_sq.{slot.Name}", slot.Square) });

    /// <summary>One update from the gradients at hand, which are gone afterwards.</summary>
    public void Step(double learningRate)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        Steps++;
        var clip = ClipFactor();
        // The root of the second correction multiplies through, so that no pass over the moments is spent on it.
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, Steps));
        var rate = -learningRate * correction / (1 - Math.Pow(Beta1, Steps));
        foreach (var (_, weight, mean, square, decays) in slots)
        {
            var gradient = weight.grad;
            mean.mul_(Beta1).add_(gradient, (1 - Beta1) * clip);
            square.mul_(Beta2).addcmul_(gradient, gradient, (1 - Beta2) * clip * clip);
            if (decays && weightDecay > 0)
                weight.mul_(1 - (learningRate * weightDecay));
            weight.addcdiv_(mean, square.sqrt().add_(Epsilon * correction), rate);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, moment) in Moments)
            moment.Dispose();
    }

    private double ClipFactor()
    {
        if (maxGradientNorm <= 0)
            return 1;
        var norm = stack(slots.Select(slot => slot.Weight.grad.norm())).norm().ToDouble();
        return Math.Min(1, maxGradientNorm / (norm + 1e-6));
    }

    private static Tensor Own(Tensor moment) => moment.DetachFromDisposeScope();
}
