using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.Compression;

/// <summary>A result judged anew, from its samples, by what the manifest says now.</summary>
internal static class Rejudgement
{
    /// <exception cref="PipelineException">The file is no usable result, or of no entry of the manifest.</exception>
    public static GateResult Of(string path, PipelineManifest manifest, TimeProvider time)
    {
        var result = GateResult.Read(path);
        var entry = manifest.Models.SingleOrDefault(entry => entry.Key == result.Model) ?? throw new PipelineException(
            $"{path} is of '{result.Model}', and {manifest.Path} has no such entry, only "
            + $"{string.Join(", ", manifest.Models.Select(entry => entry.Key))}. Name the right manifest with --manifest.");
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var rules = OptionsJson.Read<GateOptions>(GateRules.Of(entry, "gate", typeof(GateOptions), today));
        return Judge.Apply(result, rules, References.Read(rules.References));
    }
}
