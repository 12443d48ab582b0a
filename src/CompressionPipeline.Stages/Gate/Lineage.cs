using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>The time of the stages that made some inputs, as far as the store has their records.</summary>
internal static class Lineage
{
    /// <summary>From the first stage to the last, each once; a stage whose record is elsewhere is left out.</summary>
    public static IReadOnlyList<StageTime> Times(StageContext context)
    {
        var times = new Dictionary<ArtifactKey, StageTime>();
        foreach (var (role, artifact) in context.Inputs)
        {
            var variant = role.Contains('.', StringComparison.Ordinal) ? role[..role.LastIndexOf('.')] + "/" : "";
            Collect(context, artifact.Key, variant, times);
        }
        return [.. times.Values];
    }

    private static void Collect(StageContext context, ArtifactKey key, string variant, Dictionary<ArtifactKey, StageTime> times)
    {
        if (times.ContainsKey(key) || context.Records(key) is not { } record)
            return;
        // The baseline comes first among the inputs, so that what variants share with it is found under its name.
        foreach (var input in record.Inputs.Values.Select(ArtifactKey.Parse).OfType<ArtifactKey>())
            Collect(context, input, variant, times);
        var step = record.Step ?? key.Stage;
        times[key] = new StageTime(step == Roles.Data ? step : variant + step, record.DurationSeconds);
    }
}
