using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>
/// By what a model's measured content is known: the keys of all its stages but those of a verdict, which measure nothing.
/// </summary>
public static class ContentKey
{
    /// <summary>The key of one entry of a plan.</summary>
    /// <param name="plan">The whole plan of a manifest.</param>
    /// <param name="model">The entry.</param>
    /// <returns>Null where the plan has no such entry.</returns>
    public static Digest? Of(Plan plan, string model)
    {
        var stages = plan.Stages.Where(stage => stage.Model == model && stage.Stage.Kind != StageKind.Verdict)
            .Select(stage => $"{stage.Id} {stage.Key}").Order(StringComparer.Ordinal).ToList();
        return stages.Count == 0 ? null : Digest.OfText(string.Join('\n', stages));
    }
}
