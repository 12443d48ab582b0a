using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>Judges what other jobs measured. It never trains or times, so this machine may be of any kind.</summary>
internal static class RestoredArtifactsGate
{
    private const int MostNamed = 5;

    /// <summary>The entry's result, or a sentence that says why there is none.</summary>
    public static (GateResult? Result, string? Failure) Judge(PipelineContext context, ModelEntry entry)
    {
        var missing = context.Pipeline.Missing(entry.Key);
        if (missing.Count > 0)
        {
            var named = string.Join(", ", missing.Take(MostNamed).Select(status => status.Planned.Id));
            var more = missing.Count > MostNamed ? $" and {missing.Count - MostNamed} more" : "";
            return (null, $"{entry.Key} could not be judged: no job uploaded {named}{more}. Run the failed jobs again.");
        }
        var artifact = context.Pipeline.RunTo(Targets.Gate, entry.Key)[entry.Key];
        return (Results.Read(context, entry.Key, artifact.File(GateResult.FileName)), null);
    }
}
