using System.Globalization;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging.Errors;

/// <summary>What must be equal before two models are compared that were not measured side by side.</summary>
internal static class Comparability
{
    /// <summary>Why scores cannot be compared, with both sides printed; nothing where they can.</summary>
    public static IEnumerable<string> Differences(ScoreBasis first, string firstName, ScoreBasis second, string secondName)
    {
        (string What, string First, string Second)[] parts =
        [
            ("another data set", first.Data, second.Data),
            ("another split", first.Split, second.Split),
            ("another signature", first.Signature, second.Signature),
            ("another number of examples", Text(first.Examples), Text(second.Examples)),
            ("other examples (digest of their ids)", first.IdsDigest, second.IdsDigest),
        ];
        return parts.Where(part => part.First != part.Second)
            .Select(part => $"{secondName} was scored with {part.What} than {firstName}: '{part.Second}' and '{part.First}'");
    }

    // Why the times of two runs cannot be compared by what both make of the same baseline; null where they can.
    public static string? Difference(ModelResult baseline, ModelResult variant, ModelResult reference, string name,
        string runtime)
    {
        if (variant.Benchmark is not { } here || reference.Benchmark is not { } there)
            return $"{(variant.Benchmark is null ? variant.Name : name)} was not timed";
        (string What, string Here, string There)[] parts =
        [
            ("source length", Text(here.SourceLength), Text(there.SourceLength)),
            ("output length", Text(here.OutputLength), Text(there.OutputLength)),
            ("device", here.Environment.Device, there.Environment.Device),
            ("processor", here.Environment.Processor, there.Environment.Processor),
            ("threads", Text(here.Environment.Threads), Text(there.Environment.Threads)),
            ("graphics card", here.Environment.Gpu?.Name ?? "none", there.Environment.Gpu?.Name ?? "none"),
            ("runtime", runtime, Runtime(there, runtime)),
            ("unpruned model's parameters", Text(baseline.Parameters), Text(reference.BaselineSize?.Parameters)),
            ("unpruned model's bytes", Text(baseline.Bytes), Text(reference.BaselineSize?.Bytes)),
        ];
        var different = parts.Where(part => part.Here != part.There)
            .Select(part => $"{part.What} {part.There} there, {part.Here} here").ToList();
        return different.Count == 0 ? null : $"times of {name} were taken under other conditions: {string.Join("; ", different)}";
    }

    private static string Runtime(Latencies latencies, string runtime) =>
        latencies.Cells.Any(cell => cell.Runtime == runtime) ? runtime
            : string.Join(", ", latencies.Cells.Select(cell => cell.Runtime).Distinct());

    private static string Text(double? value) => value?.ToString("#,0.###", CultureInfo.InvariantCulture) ?? "unknown";
}
