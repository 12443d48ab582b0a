using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Pipeline.Planning;

// Adds the stages of one entry: sources; the recipe's shared steps, which make the baseline; for each variant the recipe's other
// steps; after the steps of each model the export, its measurements and, for a variant, its comparisons with the baseline; last
// the verdict.
internal sealed class EntryPlanner(
    ModelEntry entry, IReadOnlyDictionary<string, IStage> stages, PlanFacts facts, PlanBuilder plan)
{
    // What has been planned of a model: its last checkpoint, its export, and what its steps made beside models, by role.
    private sealed record PlannedModel(string? Checkpoint, string? Product, IReadOnlyList<(string Role, string Id)> Others);

    private readonly Dictionary<string, string> sources = [];
    private readonly List<(string Role, string Id)> measured = [];

    public void Add()
    {
        foreach (var source in Following(StageKind.Source))
            sources[source.Name] = Add(null, source.Name, source, [], options: null);
        var baseline = AddModel(Roles.Baseline, entry.Shared, new PlannedModel(null, null, []), variant: null);
        foreach (var variant in entry.Variants)
        {
            // A verdict takes variants and sources by one kind of role.
            if (variant.Name == Roles.Baseline || sources.ContainsKey(variant.Name))
                throw new PipelineException(
                    $"{variant.Location}: a variant cannot be called '{variant.Name}'; choose another name.");
            var model = AddModel(variant.Name, variant.HasBaselineCheckpoint ? [] : entry.PerVariant, baseline, variant);
            foreach (var comparison in Following(StageKind.Comparison))
                AddMeasured(variant.Name, comparison, Compared(baseline, model), variant);
        }
        foreach (var verdict in entry.Variants.Count > 0 ? Following(StageKind.Verdict) : [])
            Add(null, verdict.Name, verdict, measured, options: null);
    }

    private PlannedModel AddModel(string name, IEnumerable<RecipeStep> steps, PlannedModel start, Variant? variant)
    {
        var model = start;
        foreach (var step in steps)
        {
            var stage = stages.GetValueOrDefault(step.Stage) ?? throw new PipelineException($"{entry.Key}/{name}/{step.Name}: "
                + $"no stage is called '{step.Stage}'; there are {string.Join(", ", stages.Keys)}.");
            List<(string Role, string Id)> inputs = [.. model.Others, .. Before(model.Checkpoint)];
            if (variant is not null)
                inputs.Add((Roles.BaselineCheckpoint, start.Checkpoint!));
            var made = AddMeasured(name, stage, inputs, variant, step.Name);
            var others = model.Others.Where(other => other.Role != stage.OutputRole);
            model = stage.OutputRole == Roles.Model
                ? model with { Checkpoint = made }
                : model with { Others = [.. others, (stage.OutputRole, made)] };
        }
        // The export is measured; without a package stage, the checkpoint.
        var product = model.Checkpoint;
        foreach (var package in Following(StageKind.Package))
            product = AddMeasured(name, package, Before(product), variant);
        foreach (var measurement in Following(StageKind.Measurement))
            AddMeasured(name, measurement, Before(product), variant);
        return model with { Product = product };
    }

    private IEnumerable<IStage> Following(StageKind kind) => stages.Values.Where(stage => stage.Kind == kind);

    private static List<(string Role, string Id)> Before(string? model) => model is null ? [] : [(Roles.Model, model)];

    private static List<(string Role, string Id)> Compared(PlannedModel baseline, PlannedModel variant) =>
    [
        (Roles.Baseline, baseline.Product!), (Roles.Variant, variant.Product!),
        (Roles.BaselineCheckpoint, baseline.Checkpoint!), (Roles.VariantCheckpoint, variant.Checkpoint!),
    ];

    private string AddMeasured(
        string model, IStage stage, IEnumerable<(string Role, string Id)> inputs, Variant? variant, string? step = null)
    {
        var name = step ?? stage.Name;
        var id = Add(model, name, stage, inputs, variant?.Options.GetValueOrDefault(name));
        measured.Add(($"{model}.{name}", id));
        return id;
    }

    /// <summary>Connects the roles that the stage declares, and completes its options by what the plan knows.</summary>
    private string Add(
        string? variant, string name, IStage stage, IEnumerable<(string Role, string Id)> inputs, JsonObject? options)
    {
        List<(string Role, string Id)> known = [.. sources.Select(source => (source.Key, source.Value)), .. inputs];
        var complete = (options ?? entry.StageOptions.GetValueOrDefault(name))?.DeepClone().AsObject() ?? [];
        var roles = stage.InputsFor(complete);
        var read = known.Where(input => roles.Any(role => Fits(role, input.Role))).ToList();
        facts.FillIn(stage.OptionsType, complete, beginsAnew: read.All(input => input.Role != Roles.Model));
        return plan.Add(entry, variant, name, stage, complete, read);
    }

    private static bool Fits(string declared, string role) =>
        declared == role || (declared.StartsWith('*') && role.EndsWith(declared[1..], StringComparison.Ordinal));
}
