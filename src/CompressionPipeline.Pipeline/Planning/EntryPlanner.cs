using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>
/// Adds the stages of one entry: <c>data → fine-tune → export → evaluate</c> for the unpruned model, <c>prune → re-fine-tune → export →
/// evaluate → benchmark</c> (against the unpruned model) for each variant, then one <c>gate</c> over all of them.
/// </summary>
internal sealed class EntryPlanner(
    ModelEntry entry, PlanBuilder plan, string machine, Func<JsonObject, Digest> sourceDigest, Func<string, Digest> fileDigest, DateOnly today)
{
    /// <summary>The unpruned model's name among the variants.</summary>
    public const string Base = "base";

    private const string Data = "data";

    public void Add()
    {
        var data = AddStage(null, Data, DataOptions());
        var fineTuned = AddStage(Base, "fine-tune", FineTuneOptions(), (Data, data));
        var gated = new List<(string Role, string Id)> { (Data, data) };
        var unpruned = Ship(Base, fineTuned);
        foreach (var variant in entry.Variants)
        {
            // The gate takes the variants and the data by one kind of role.
            if (variant.Name is Base or Data)
                throw new PipelineException($"{variant.Location}: a variant cannot be called '{variant.Name}'; choose another name.");
            var pruned = AddStage(variant.Name, "prune", PruneOptions(variant), ("model", fineTuned));
            var recovered = AddStage(variant.Name, "re-fine-tune", Options("re-fine-tune"), ("model", pruned), (Data, data));
            var export = Ship(variant.Name, recovered);
            gated.Add(($"{variant.Name}.benchmark", AddStage(variant.Name, "benchmark", Options("benchmark"),
                (Base, unpruned), ("variant", export), ("base.checkpoint", fineTuned), ("variant.checkpoint", recovered), (Data, data))));
        }
        if (entry.Variants.Count > 0)
            AddStage(null, "gate", GateRules.Of(entry, today, fileDigest), gated);

        // What ships is what is scored and timed.
        string Ship(string name, string model)
        {
            var export = AddStage(name, "export", Options("export"), ("model", model), (Data, data));
            gated.Add(($"{name}.export", export));
            gated.Add(($"{name}.evaluate", AddStage(name, "evaluate", Options("evaluate"), ("model", export), (Data, data))));
            return export;
        }
    }

    private string AddStage(string? variant, string stage, JsonObject options, params IEnumerable<(string Role, string Id)> inputs) =>
        plan.Add(entry.Key, variant, stage, options, entry.Seed, machine, inputs);

    private JsonObject Options(string stage) =>
        entry.StageOptions.TryGetValue(stage, out var options) ? options.DeepClone().AsObject() : [];

    private JsonObject DataOptions()
    {
        var options = Options(Data);
        options["source-digest"] = sourceDigest(entry.Data).Hex;
        options["tokenizer-path"] = entry.TokenizerPath;
        options["tokenizer-digest"] = fileDigest(entry.TokenizerPath).Hex;
        return options;
    }

    private JsonObject FineTuneOptions()
    {
        var options = Options("fine-tune");
        options["base"] = entry.Base.Path is { } path
            ? new JsonObject { ["path"] = path, ["digest"] = fileDigest(path).Hex }
            : new JsonObject { ["init"] = entry.Base.Init, ["seed"] = entry.Base.Seed };
        return options;
    }

    private JsonObject PruneOptions(Variant variant)
    {
        var options = Options("prune");
        foreach (var (name, value) in variant.ToOptions())
            options[name] = value?.DeepClone();
        return options;
    }
}
