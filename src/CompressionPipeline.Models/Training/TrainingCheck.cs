using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.Training;

internal static class TrainingCheck
{
    /// <summary>Why float16 is refused.</summary>
    public const string Fp16 = "precision is fp16, whose largest number, 65,504, the feed-forward blocks of T5 and FLAN-T5 "
        + "exceed, so that training ends in NaN: say bf16 on a device that computes with it, or fp32";

    /// <summary>Refuses data and options that cannot be trained with before any work, and names each error.</summary>
    public static void Whole(
        IModelConfig config, IReadOnlyList<TokenizedPair> train, IReadOnlyList<TokenizedPair> validation, TrainingOptions options)
    {
        List<string> errors =
        [
            .. OptionErrors(options), .. LookErrors(options, validation.Count), .. DataErrors("training", train, config),
            .. DataErrors("validation", validation, config),
        ];
        if (train.Count == 0)
            errors.Add("there are no training pairs");
        if (errors.Count > 0)
            throw new PipelineException($"Training cannot start: {string.Join("; ", errors)}. Fix the recipe or the data set.");
    }

    private static IEnumerable<string> OptionErrors(TrainingOptions options)
    {
        if (options.Epochs is not > 0 || double.IsInfinity(options.Epochs))
            yield return $"epochs is {options.Epochs}, which is not above 0";
        if (options.BatchSize < 1)
            yield return $"batch-size is {options.BatchSize}, which is below 1";
        if (options.AccumulationSteps < 1)
            yield return $"accumulation-steps is {options.AccumulationSteps}, which is below 1";
        if (options.LearningRate is not (> 0 and <= 1))
            yield return $"learning-rate is {options.LearningRate}, which is not above 0 and at most 1";
        if (options.LabelSmoothing is not (>= 0 and < 1))
            yield return $"label-smoothing is {options.LabelSmoothing}, which is not in [0, 1)";
        if (options.WeightDecay is not (>= 0 and <= 1))
            yield return $"weight-decay is {options.WeightDecay}, which is not in [0, 1]";
        if (options.Precision == TrainingPrecision.Fp16)
            yield return Fp16;
        if (options.MaxGradientNorm is not >= 0 || options.WarmUpSteps < 0 || options.MaxSteps < 0)
            yield return "max-gradient-norm, warm-up-steps or max-steps is negative";
    }

    private static IEnumerable<string> LookErrors(TrainingOptions options, int validationPairs)
    {
        if (options.Patience < 0)
            yield return $"patience is {options.Patience}, which is below 0";
        if (options is { Keep: WeightsToKeep.Last, Patience: 0 })
            yield break;
        if (validationPairs == 0)
            yield return "keep: best and patience go by the validation loss, and there are no validation pairs";
        if (options.ValidateEvery == 0)
            yield return "keep: best and patience compare looks at the validation loss, and validate-every is 0";
    }

    private static IEnumerable<string> DataErrors(string name, IReadOnlyList<TokenizedPair> pairs, IModelConfig config)
    {
        if (pairs.Any(pair => pair.Source.Length == 0 || pair.Target.Length == 0))
            yield return $"a {name} pair has an empty source or target";
        if (Unknown(pairs.SelectMany(pair => pair.Source), config.VocabSize) is [var source])
        {
            yield return $"a {name} pair reads id {source}, and the model's vocabulary has {config.VocabSize}: " +
                "the tokenizer does not fit the model";
        }
        if (Unknown(pairs.SelectMany(pair => pair.Target), config.OutputSize) is [var target])
            yield return $"a {name} pair has target {target}, and the model has {config.OutputSize} outputs";
    }

    private static int[] Unknown(IEnumerable<int> ids, int count) => [.. ids.Where(id => id < 0 || id >= count).Take(1)];
}
