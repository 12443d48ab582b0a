using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Prune;

/// <summary>
/// Trains gates together with the weights until they have found the given share of parts that can go (Ko et al., NASH, arXiv
/// 2310.10054; for <c>cofi</c> Xia et al., arXiv 2204.00408). A killed run resumes from its scratch folder.
/// </summary>
internal static class GatePruning
{
    private const double Tolerance = 0.03;

    /// <param name="context">The stage's run.</param>
    /// <param name="options">The stage's options.</param>
    /// <param name="model">The model, layers already removed; it can only be disposed of then.</param>
    public static Pruned Apply(StageContext context, PruneOptions options, T5Model model)
    {
        using var inputs = TrainingInputs.Open(context, model.Config);
        var (train, validation) = (inputs.Train(options.Limit), inputs.Validation(options.ValidationLimit));
        var recipe = options.ForTrainer();
        var gateOptions = Options(options, model.Config);
        using var task = TrainingInputs.Objective(context, options, model);
        var gates = new Gates(model.Config, gateOptions.Method, context.Seed, model.Device);
        using var objective = new GateTraining(task, gates, gateOptions);
        objective.RequireReachable(recipe.TotalSteps(train.Count));
        context.Progress.Info($"trains gates and {ModelFiles.Parameters(model):N0} parameters on {train.Count:N0} pairs");

        var summary = new Trainer(objective).Run(
            model, train, validation, recipe, context.Seed, context.ScratchFolder, context.Progress, context.Time,
            context.Cancellation);
        if (summary.Sparsities is [.., var last] && Math.Abs(last.Sparsity - last.Target) > Tolerance)
        {
            context.Progress.Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"the sparsity came to {last.Sparsity:0.00}, and {last.Target:0.00} was asked for: raise epochs or lower "
                    + $"mask-learning-rate"));
        }
        var (mask, factors) = gates.Harden(options.Layout);
        long? free = options.Layout.IsFree ? null : T5Shrink.Shape(model.Config, gates.Harden(new()).Mask).ParameterCount;
        T5Fold.Apply(model, factors);
        return new(model.Shrink(mask, release: true), mask)
        {
            ParametersOfFreeWidths = free,
            Training = new(
                gateOptions.Sparsity, summary.Steps,
                [.. summary.Sparsities.Zip(summary.Losses, (point, loss) =>
                    new MaskTrainingPoint(point.Step, loss.Loss, point.Sparsity, point.Target))]),
        };
    }

    private static GateTrainingOptions Options(PruneOptions options, T5Config config) => new(
        options.Method switch
        {
            PruneMethod.Cofi => GateMethod.Cofi,
            PruneMethod.Auto => GateMethod.Auto,
            _ => GateMethod.Nash,
        },
        options.Sparsity!.Value)
    {
        DecoderSparsity = options is { Method: PruneMethod.Auto, DecoderLayers.Count: { } kept }
            ? 1 - ((double)kept / config.NumDecoderLayers)
            : 0,
        WarmUp = options.SparsityWarmUp,
        LearningRate = options.MaskLearningRate,
    };
}
