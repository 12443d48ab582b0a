using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>Adds stages one by one; inputs must have been added before, so that the order is right by itself.</summary>
/// <param name="machineOf">The kind of machine that the key of a stage holds which measures time, for an entry.</param>
internal sealed class PlanBuilder(Func<ModelEntry, string> machineOf)
{
    private readonly Dictionary<string, PlannedStage> planned = [];

    public Plan Build() => new([.. planned.Values]);

    /// <summary>Adds a stage and returns its id.</summary>
    public string Add(
        ModelEntry entry,
        string? variant,
        string name,
        IStage stage,
        JsonObject options,
        IReadOnlyList<(string Role, string Id)> inputs)
    {
        var id = variant is null ? $"{entry.Key}/{name}" : $"{entry.Key}/{variant}/{name}";
        var byRole = inputs.ToDictionary(input => input.Role, input => input.Id);
        var complete = Complete(id, stage, options);
        var keys = byRole.ToDictionary(input => input.Key, input => planned[input.Value].Key);
        var material = StageKey.Material(stage, complete, entry.Seed, keys, stage.KeyHoldsMachine ? machineOf(entry) : null);
        planned.Add(id, new PlannedStage
        {
            Id = id,
            Model = entry.Key,
            Variant = variant,
            Name = name,
            Stage = stage,
            Options = complete,
            Seed = entry.Seed,
            Inputs = byRole,
            Key = StageKey.Of(material),
            KeyMaterial = material,
        });
        return id;
    }

    /// <summary>
    /// Through the stage's own record and back: defaults are part of the key, however little the manifest says.
    /// </summary>
    private static JsonObject Complete(string id, IStage stage, JsonObject options)
    {
        try
        {
            return OptionsJson.Write(options.Deserialize(stage.OptionsType, OptionsJson.Settings)!);
        }
        catch (JsonException error)
        {
            throw new PipelineException($"{id}: the options do not fit {stage.OptionsType.Name}: {error.Message}", error);
        }
    }
}
