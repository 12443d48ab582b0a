using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.Compression;

/// <summary>Judges a result again, from its samples, by the current manifest.</summary>
internal static class Rejudgement
{
    /// <exception cref="PipelineException">The file is no usable result, or of no entry of the manifest.</exception>
    public static GateResult Of(string path, PipelineManifest manifest, TimeProvider time)
    {
        var result = GateResult.Read(path);
        var entry = manifest.Models.SingleOrDefault(entry => entry.Key == result.Model)
            ?? throw new PipelineException(
                $"{path} is a result of '{result.Model}', and {manifest.Path} has no such entry, only "
                + $"{string.Join(", ", manifest.Models.Select(entry => entry.Key))}. Name the right manifest with --manifest.");
        var rules = Rules(entry, time);
        return Judge.Apply(result, rules, Baselines.Read(rules.Baselines));
    }

    private static GateOptions Rules(ModelEntry entry, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var options = entry.StageOptions.TryGetValue("gate", out var section)
            ? OptionsJson.Read<GateOptions>(section)
            : new GateOptions();
        return options with
        {
            Model = entry.Key,
            Budgets = entry.Budgets,
            Pick = entry.Pick,
            Waivers = [.. entry.Waivers.Select(waiver => waiver.On(today))],
            Baselines = [.. entry.Baselines.Select(baseline => baseline with { Digest = Digest.OfFile(baseline.Path).Hex })],
        };
    }
}
