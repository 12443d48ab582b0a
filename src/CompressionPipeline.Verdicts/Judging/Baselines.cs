using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Finds the models that budgets name with <c>against</c> in the results of earlier runs.</summary>
public static class Baselines
{
    /// <summary>The models by the baselines' names.</summary>
    /// <param name="baselines">Where they are and what they were when the plan was made.</param>
    /// <exception cref="PipelineException">A file is missing, has changed, is no result, or does not say which model is meant.</exception>
    public static IReadOnlyDictionary<string, ModelResult> Read(IEnumerable<NamedBaseline> baselines) =>
        baselines.ToDictionary(baseline => baseline.Name, Model, StringComparer.Ordinal);

    private static ModelResult Model(NamedBaseline baseline)
    {
        if (!File.Exists(baseline.Path))
            throw new PipelineException($"{baseline.Path} does not exist: it is the result that baseline '{baseline.Name}' names. Fix the path in the manifest's baselines.");
        if (Digest.OfFile(baseline.Path).Hex is var digest && digest != baseline.Digest)
            throw new PipelineException($"{baseline.Path} has changed since baseline '{baseline.Name}' was planned: its digest is {digest}, not {baseline.Digest}. Run again.");
        var result = GateResult.Read(baseline.Path);
        return Chosen(baseline, result) with { Unpruned = new(result.Base.Parameters, result.Base.Bytes) };
    }

    private static ModelResult Chosen(NamedBaseline baseline, GateResult result)
    {
        // The unpruned model's conditions are those of any run in which it took turns.
        if (baseline.Variant == Latencies.Base)
            return result.Base with { Benchmark = result.Variants.Select(variant => variant.Benchmark).FirstOrDefault(benchmark => benchmark is not null) };
        var wanted = baseline.Variant ?? result.Pick?.Variant;
        var found = result.Variants.Where(variant => wanted is null || variant.Name == wanted).ToList();
        return found.Count == 1 ? found[0] : throw new PipelineException(
            $"{baseline.Path} {(wanted is null ? "does not say which of its models" : $"has no variant '{wanted}'")}, and baseline '{baseline.Name}' must be one. "
            + $"Add variant: with one of {string.Join(", ", result.Variants.Select(variant => variant.Name).Prepend(Latencies.Base))}.");
    }
}
