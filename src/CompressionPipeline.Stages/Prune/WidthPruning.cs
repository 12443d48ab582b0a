using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Prune;

/// <summary>Heads and feed-forward units by an importance, without training.</summary>
internal static class WidthPruning
{
    /// <param name="context">The stage's run.</param>
    /// <param name="options">The stage's options.</param>
    /// <param name="model">The model, layers already removed; it can only be disposed of then.</param>
    public static Pruned Apply(StageContext context, PruneOptions options, ITrainable model)
    {
        var hasDecoder = model.Config.DecoderLayers > 0;
        if (options.Stacks == PrunedStacks.Decoder && !hasDecoder)
        {
            throw new PipelineException(
                "prune: stacks: decoder asks for the decoder of a model that has none. Set stacks: encoder.");
        }
        if (options.Method == PruneMethod.Fisher)
        {
            var fisher = Importance.Fisher(
                model, Examples(context, options, model), context.Progress, context.Cancellation);
            var masked = BudgetSelection.Keep(
                model, fisher, options.Sparsity!.Value, (options.NarrowsEncoder, options.NarrowsDecoder && hasDecoder));
            return new(model.Shrink(masked, release: true), masked);
        }
        var importance = options.IsByMagnitude ? Importance.Magnitude(model) : Importance.Taylor(
            model, [.. Examples(context, options, model).Chunk(options.BatchSize)], context.Progress, context.Cancellation);
        var mask = Select(model.Config.KeepAll(), importance, options, options.Layout);
        return new(model.Shrink(mask, release: true), mask)
        {
            ParametersOfFreeWidths = options.Layout.IsFree
                ? null
                : model.Config.Shrink(Select(model.Config.KeepAll(), importance, options, new())).ParameterCount,
        };
    }

    private static IReadOnlyList<TokenizedPair> Examples(StageContext context, PruneOptions options, ITrainable model)
    {
        model.Module.eval();
        using var inputs = TrainingInputs.Open(context, model.Config);
        return [.. inputs.Train(options.Calibration)];
    }

    internal static ModelMask Select(ModelMask whole, Importance importance, PruneOptions options, WidthLayout layout)
    {
        return whole with
        {
            Encoder = options.NarrowsEncoder ? Stack(whole.Encoder, importance.Encoder) : whole.Encoder,
            Decoder = options.NarrowsDecoder && whole.Decoder is { } decoder
                ? Stack(decoder, importance.Decoder)
                : whole.Decoder,
        };

        StackMask Stack(StackMask stack, IReadOnlyList<LayerImportance> layers)
        {
            stack = Widths(stack, layers, MaskPart.Heads, options.Heads);
            if (layers.Any(layer => layer.CrossHeads.Length > 0))
                stack = Widths(stack, layers, MaskPart.CrossHeads, options.Heads);
            return Widths(stack, layers, MaskPart.Units, options.FeedForward);
        }

        StackMask Widths(StackMask stack, IReadOnlyList<LayerImportance> layers, MaskPart part, Share? share)
        {
            List<double[]> scores = [.. layers.Select(layer => layer.Of(part))];
            return share is null
                ? stack
                : stack.With(part, WidthSelection.Keep(part, scores, WidthSelection.Counts(scores, share.Value), layout));
        }
    }
}
