using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Selectors;

/// <summary>
/// A task learnt under random gates, whose expected sparsity two multipliers hold at a rising target (Ko et al., arXiv
/// 2310.10054, as designed): the loss is that of the task plus <c>l1 (s - t) + l2 (s - t)^2</c> for each sparsity s and its
/// target t, where the weights descend and l1 and l2 ascend. The embedding is not trained meanwhile.
/// </summary>
internal sealed class GateTraining : Objective
{
    private readonly TaskObjective task;
    private readonly Gates gates;
    private readonly GateTrainingOptions options;
    private readonly Parameter multipliers; // (2)
    private Tensor? noise; // (N), that of the step

    public GateTraining(TaskObjective task, Gates gates, GateTrainingOptions options)
    {
        (this.task, this.gates, this.options) = (task, gates, options);
        using var scope = NewDisposeScope();
        multipliers = (Parameter)new Parameter(zeros(2, device: gates.Scores.device)).DetachFromDisposeScope();
    }

    public override string Fingerprint => $"{options} over {task.Fingerprint}";

    public override MaskTensors? ValidationMasks
    {
        get
        {
            try
            {
                return gates.Harden(new()).Factors;
            }
            catch (ArgumentException)
            {
                // A whole stack may be closed for some steps; validation then runs the model without gates.
                return null;
            }
        }
    }

    public override IReadOnlyList<ParameterGroup> Groups(ITrainable model) =>
    [
        .. task.Groups(model).Select(group =>
            group with { Parameters = [.. group.Parameters.Where(p => p.Name != "shared.weight")] }),
        new([("gates.scores", gates.Scores)]) { LearningRate = options.LearningRate, WeightDecay = 0, Clips = false },
        new([("gates.multipliers", multipliers)]) { LearningRate = -options.LearningRate, WeightDecay = 0, Clips = false },
    ];

    /// <summary>Refuses a sparsity that the gates cannot move to in so few steps.</summary>
    /// <param name="steps">Optimizer steps of the run.</param>
    /// <exception cref="PipelineException">It cannot be reached; says what to change.</exception>
    public void RequireReachable(long steps)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        // The optimizer moves a score by about its learning rate a step, and scores end where they are clamped.
        using var way = (-options.LearningRate * steps).ToScalar();
        var lowest = Clamp(Clamp(gates.Scores.detach()).add(way, Scalars.Of(1)));
        foreach (var (i, (sparsity, goal)) in Sparsities(HardConcrete.KeepProbability(lowest)).Index())
        {
            if (sparsity.item<float>() is var reached && reached < goal)
            {
                // The second one, the decoder's, is written as a number of layers.
                var (whose, cure) = i == 0
                    ? ("", "lower the sparsity")
                    : (" of the decoder, for its decoder-layers,", "keep more decoder-layers");
                throw new PipelineException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"A sparsity of {goal:0.##}{whose} cannot be reached: in {steps} steps at a mask-learning-rate of "
                        + $"{options.LearningRate} the gates get to {reached:0.##} at most. Train for more epochs, raise "
                        + $"mask-learning-rate or {cure}."));
            }
        }
    }

    public override void BeforeStep(StepContext step)
    {
        task.BeforeStep(step);
        noise = HardConcrete.Noise(gates.Scores.numel(), step.Seed, gates.Scores.device);
    }

    public override void Compute(StepContext step, Batch batch, Action<Tensor> backward)
    {
        using var scope = NewDisposeScope();
        var masks = gates.Masks(HardConcrete.Sample(gates.Scores, noise!));
        using var share = ((double)batch.LabelCount / step.Labels).ToScalar();
        backward(task.Loss(step, batch, masks).Plus(Lagrangian(step).mul(share)));
    }

    public override void AfterStep(StepContext step)
    {
        task.AfterStep(step);
        if (!gates.Scores.isfinite().all().item<bool>())
        {
            throw new PipelineException(
                $"A gate is not a number after step {step.Number}: lower learning-rate or mask-learning-rate in the recipe.");
        }
        gates.Scores.clamp_(Scalars.Of(HardConcrete.LowestScore), Scalars.Of(HardConcrete.HighestScore));
    }

    public override SparsityAt Sparsity(StepContext step)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var (sparsity, goal) = Sparsities(HardConcrete.KeepProbability(gates.Scores))[0];
        return new(step.Number, sparsity.item<float>(), goal * Ramp(step));
    }

    public override void Dispose()
    {
        multipliers.Dispose();
        gates.Dispose();
    }

    private Tensor Lagrangian(StepContext step)
    {
        using var scope = NewDisposeScope();
        Tensor? sum = null, squares = null;
        foreach (var (sparsity, goal) in Sparsities(HardConcrete.KeepProbability(gates.Scores)))
        {
            using var target = (goal * Ramp(step)).ToScalar();
            var excess = sparsity.sub(target);
            sum = sum?.Plus(excess) ?? excess;
            squares = squares?.Plus(excess * excess) ?? excess * excess;
        }
        return multipliers.dot(stack([sum!, squares!])).MoveToOuterDisposeScope();
    }

    private double Ramp(StepContext step) =>
        options.WarmUp > 0 ? Math.Min(1, step.Number / (options.WarmUp * step.Total)) : 1;

    // Each with its final target; the first is the one to show.
    private List<(Tensor Sparsity, double Goal)> Sparsities(Tensor keep)
    {
        return options.Method switch
        {
            GateMethod.Cofi => [(Of(false, true), options.Sparsity)],
            GateMethod.Auto => [(Of(false), options.Sparsity), (Of(true), options.DecoderSparsity)],
            _ => [(Of(false), options.Sparsity)],
        };

        // Of these stacks together; the other one is not computed.
        Tensor Of(params IReadOnlyList<bool> isDecoder)
        {
            var size = isDecoder.Select(stack => gates.ExpectedSize(keep, stack)).Aggregate((sum, more) => sum.Plus(more));
            using var share = (-1 / isDecoder.Sum(gates.Size)).ToScalar();
            return size.mul(share).add(Scalars.Of(1.0), Scalars.Of(1));
        }
    }

    private static Tensor Clamp(Tensor scores) =>
        scores.clamp(Scalars.Of(HardConcrete.LowestScore), Scalars.Of(HardConcrete.HighestScore));
}
