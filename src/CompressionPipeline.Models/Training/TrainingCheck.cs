using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.Training;

internal static class TrainingCheck
{
    /// <summary>Refuses data that cannot be trained with before any work, and names each error.</summary>
    public static void Whole(
        IModelConfig config, IReadOnlyList<TokenizedPair> train, IReadOnlyList<TokenizedPair> validation, TrainingOptions options)
    {
        List<string> errors = [.. DataErrors("training", train, config), .. DataErrors("validation", validation, config)];
        if (validation.Count == 0 && (options.Keep == WeightsToKeep.Best || options.Patience > 0))
            errors.Add("keep: best and patience go by the validation loss, and there are no validation pairs");
        if (errors.Count > 0)
            throw new PipelineException($"Training cannot start: {string.Join("; ", errors)}. Fix the recipe or the data set.");
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
