using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Finds the models that budgets name with <c>against</c> in the results of earlier runs.</summary>
public static class References
{
    /// <summary>The models by the references' names.</summary>
    /// <param name="references">Where they are and what they were when the plan was made.</param>
    /// <exception cref="PipelineException">A file is missing, has changed, is no result, or does not say which model is
    /// meant.</exception>
    public static IReadOnlyDictionary<string, ModelResult> Read(IEnumerable<NamedReference> references) =>
        references.ToDictionary(reference => reference.Name, Model, StringComparer.Ordinal);

    private static ModelResult Model(NamedReference reference)
    {
        var (name, path) = (reference.Name, reference.Path);
        if (!File.Exists(path))
            throw new PipelineException($"{path} does not exist: the reference '{name}' names it. Fix the path in the manifest's "
                + "references.");
        if (Digest.OfFile(path).Hex is var digest && digest != reference.Digest)
            throw new PipelineException(
                $"{path} has changed since reference '{name}' was planned: its digest is {digest}, not {reference.Digest}. Run "
                    + "again.");
        var result = GateResult.Read(path);
        return Chosen(reference, result) with { BaselineSize = new(result.Baseline.Parameters, result.Baseline.Bytes) };
    }

    private static ModelResult Chosen(NamedReference reference, GateResult result)
    {
        // The baseline's conditions are those of any run in which it took turns.
        if (reference.Variant == Roles.Baseline)
            return result.Baseline with { Benchmark = result.Variants.Select(variant => variant.Benchmark)
                .FirstOrDefault(timed => timed is not null) };
        var wanted = reference.Variant ?? result.Pick?.Variant;
        var found = result.Variants.Where(variant => wanted is null || variant.Name == wanted).ToList();
        return found.Count == 1 ? found[0] : throw new PipelineException(
            $"{reference.Path} {(wanted is null ? "does not say which of its models" : $"has no variant '{wanted}'")}, "
            + $"and reference '{reference.Name}' must be one. Add variant: with one of "
            + $"{string.Join(", ", result.Variants.Select(variant => variant.Name).Prepend(Roles.Baseline))}.");
    }
}
