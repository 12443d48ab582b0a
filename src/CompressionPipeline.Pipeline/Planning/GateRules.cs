using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>The options of a judging stage as a plan of today would have them, for those who judge without a plan.</summary>
public static class GateRules
{
    /// <summary>The options, as <see cref="OptionsJson"/> writes them.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="stageOptions">The record of its options.</param>
    /// <param name="today">The day, UTC: a verdict must not outlive the waiver that it rests on.</param>
    public static JsonObject Of(ModelEntry entry, string stage, Type stageOptions, DateOnly today)
    {
        var options = entry.StageOptions.GetValueOrDefault(stage)?.DeepClone().AsObject() ?? [];
        var facts = new PlanFacts(
            entry,
            _ => throw new InvalidOperationException($"{stage} reads no sources."),
            Digest.OfFile,
            _ => throw new InvalidOperationException($"{stage} starts from no weights."),
            today);
        facts.FillIn(stageOptions, options, beginsAnew: false);
        return options;
    }
}
