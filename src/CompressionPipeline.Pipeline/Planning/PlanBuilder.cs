using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>Adds stages one by one; inputs must have been added before, so that the order is right by itself.</summary>
internal sealed class PlanBuilder(Func<ModelEntry, string> machineOf)
{
    private readonly Dictionary<string, PlannedStage> planned = [];

    public Plan Build() => new([.. planned.Values]);

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

    // Through the stage's own record and back: defaults are part of the key, however little the manifest says.
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
