using CompressionPipeline.Models.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter, arXiv 1711.05101) with clipping of the global gradient norm folded in: a clipped gradient is
/// never written, its factor goes into the moments' updates. Why it is ours: docs/adr/0023-keep-our-own-adamw.md.
/// </summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly Slot[] slots;
    private readonly double maxGradientNorm;

    public AdamW(IReadOnlyList<ParameterGroup> groups, TrainingOptions options)
    {
        maxGradientNorm = options.MaxGradientNorm;
        slots = [.. groups.SelectMany(group =>
            group.Parameters.Select(p => new Slot(p.Name, p.Parameter, group, options.WeightDecay)))];
        Parameters = [.. slots.Select(slot => (slot.Name, slot.Weight))];
    }

    /// <summary>Updates made so far; part of a checkpoint.</summary>
    public long Steps { get; set; }

    /// <summary>What is updated, in the order in which a step takes the gradients.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; }

    /// <summary>Parameters and their moments, for checkpoints.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State => slots.SelectMany(slot => new[]
    {
        ($"weight.{slot.Name}", slot.Weight), ($"exp_avg.{slot.Name}", slot.Mean), ($"exp_avg_sq.{slot.Name}", slot.Square),
    });

    /// <summary>One update from the sum of several gradients, which are disposed of.</summary>
    /// <param name="gradients">At least one list, each in the order of <see cref="Parameters"/>; added up in order.</param>
    /// <param name="learningRate">Of this step, for the groups without a rate of their own.</param>
    /// <param name="workers">The threads that share the parameters among them.</param>
    public void Step(IReadOnlyList<IList<Tensor>> gradients, double learningRate, TorchWorkers workers)
    {
        Steps++;
        var squares = new double[slots.Length];
        workers.Run(worker => ForEachSlot(worker, workers.Count, i => squares[i] = Gather(gradients, i)));
        var norm = Math.Sqrt(squares.Where((_, i) => slots[i].Group.Clips).Sum());
        var clip = maxGradientNorm > 0 ? Math.Min(1, maxGradientNorm / (norm + 1e-6)) : 1;
        workers.Run(worker => ForEachSlot(worker, workers.Count, i => Update(slots[i], gradients[0][i], learningRate, clip)));
    }

    public void Dispose()
    {
        foreach (var slot in slots)
            slot.Dispose();
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

    // Leaves the sum in the first list and returns its squared norm.
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

    private void Update(Slot slot, Tensor gradient, double scheduledRate, double clip)
    {
        var learningRate = slot.Group.LearningRate ?? scheduledRate;
        if (!slot.Group.Clips)
            clip = 1;
        // The root of the second correction multiplies through, so that it costs no further operation on the moments.
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, Steps));
        using var rate = (-learningRate * correction / (1 - Math.Pow(Beta1, Steps))).ToScalar();
        using var epsilon = (Epsilon * correction).ToScalar();
        using var decay = (1 - (learningRate * slot.WeightDecay)).ToScalar();
        using var share = ((1 - Beta1) * clip).ToScalar();
        using var squareShare = ((1 - Beta2) * clip * clip).ToScalar();
        slot.Mean.mul_(Scalars.Of(Beta1)).add_(gradient, share);
        slot.Square.mul_(Scalars.Of(Beta2)).addcmul_(gradient, gradient, squareShare);
        if (slot.WeightDecay > 0)
            slot.Weight.mul_(decay);
        slot.Weight.addcdiv_(slot.Mean, slot.Square.sqrt().add_(epsilon, Scalars.Of(1)), rate);
        gradient.Dispose();
    }

    private sealed class Slot(string name, Parameter weight, ParameterGroup group, double weightDecay) : IDisposable
    {
        public string Name => name;

        public Parameter Weight => weight;

        public ParameterGroup Group => group;

        public double WeightDecay { get; } = group.WeightDecay ?? (weight.dim() > 1 ? weightDecay : 0);

        public Tensor Mean { get; } = zeros_like(weight).DetachFromDisposeScope();

        public Tensor Square { get; } = zeros_like(weight).DetachFromDisposeScope();

        public void Dispose()
        {
            Mean.Dispose();
            Square.Dispose();
        }
    }
}
