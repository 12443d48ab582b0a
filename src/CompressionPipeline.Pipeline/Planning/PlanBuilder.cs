using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>Adds stages one by one; inputs must have been added before, so that the order is right by itself.</summary>
internal sealed class PlanBuilder(IReadOnlyDictionary<string, IStage> stages)
{
    // Measured times are true of one kind of machine only.
    private const string MeasuresTime = "benchmark";

    private readonly Dictionary<string, PlannedStage> planned = [];

    public Plan Build() => new([.. planned.Values]);

    /// <summary>Adds a stage and returns its id.</summary>
    public string Add(string model, string? variant, string stageName, JsonObject options, long seed, string machine, params IEnumerable<(string Role, string Id)> inputs)
    {
        var id = variant is null ? $"{model}/{stageName}" : $"{model}/{variant}/{stageName}";
        if (!stages.TryGetValue(stageName, out var stage))
            throw new PipelineException($"{id}: no stage is called '{stageName}'; there are {string.Join(", ", stages.Keys.Order(StringComparer.Ordinal))}.");
        var byRole = inputs.ToDictionary(input => input.Role, input => input.Id);
        var complete = Complete(id, stage, options);
        var keys = byRole.ToDictionary(input => input.Key, input => planned[input.Value].Key);
        var material = StageKey.Material(stage, complete, seed, keys, stageName == MeasuresTime ? machine : null);
        planned.Add(id, new PlannedStage
        {
            Id = id,
            Model = model,
            Stage = stage,
            Options = complete,
            Seed = seed,
            Inputs = byRole,
            Key = StageKey.Of(material),
            KeyMaterial = material,
        });
        return id;
    }

    /// <summary>Through the stage's own record and back: defaults are part of the key, however little the manifest says.</summary>
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
