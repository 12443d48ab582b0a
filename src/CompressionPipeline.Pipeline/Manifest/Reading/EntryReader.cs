using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Budgets;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>
/// An entry that fits its shape → what it means; looks at what shapes cannot say: files, contradictions, other sections.
/// </summary>
internal sealed class EntryReader(
    Vocabulary vocabulary, ManifestFolder folder, DateOnly today, bool requireTokenizers, Errors errors)
{
    /// <summary>The entry, or null where it has errors.</summary>
    public ModelEntry? Read(
        string key, YamlMapping node, JsonObject json, string? recipePath, RecipeDocument recipe, YamlMapping arguments)
    {
        var document = OptionsJson.Read<ModelDocument>(new JsonObject(vocabulary.Own.Members
            .Where(member => json.ContainsKey(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, json[member.Key]?.DeepClone()))));
        var layers = new OptionLayers(vocabulary, folder, node, json, arguments, errors);
        var options = recipe.Sections.ToDictionary(section => section.Name, section => layers.Merge(section));
        var inits = new InitReader(folder, errors);
        var init = inits.Init(node[Vocabulary.Init] as YamlMapping, document.Init);
        var tokenizer = inits.Tokenizer(node, init, requireTokenizers);
        var variants = Variants(node, recipe, layers, options, InitReader.Shape(init, vocabulary.Depths));
        var measured = new Measurements(
            [.. recipe.Sections.Where(section => section.Stage.Kind == StageKind.Comparison)
                .Select(section => KeyValuePair.Create(section.Name, options[section.Name]))],
            recipe.Sections.Where(section => section.Stage.Kind == StageKind.Source)
                .Select(section => TaskOf(options[section.Name])).FirstOrDefault(task => task is not null),
            errors);
        var budgetsNode = node["budgets"] as YamlMapping;
        var budgets = new BudgetReader(measured, KeysOf(node["references"]), errors).Read(budgetsNode);
        var pick = new PickReader(measured, errors).Read(budgetsNode?[Limits.Pick] as YamlMapping);
        var waivers = new WaiverReader(budgets, [.. variants.Select(variant => variant.Name)], today, errors)
            .Read(node["waivers"] as YamlSequence);
        var references = new ReferenceReader(folder, errors).Read(node["references"] as YamlMapping);
        return init is null || tokenizer is null || recipePath is null || errors.Any ? null : new ModelEntry
        {
            Key = key,
            Location = node.Location,
            Init = init,
            TokenizerPath = tokenizer,
            RecipePath = recipePath,
            Device = document.Device,
            Runner = document.Runner,
            TimeoutMinutes = document.TimeoutMinutes,
            Seed = document.Seed,
            Shared = recipe.Shared,
            PerVariant = recipe.PerVariant,
            Variants = variants,
            Budgets = budgets,
            Pick = pick,
            Waivers = waivers,
            References = references,
            StageOptions = options,
        };
    }

    private static ModelTask? TaskOf(JsonObject data) =>
        data["task"].Is<string>(out var name) && Enum.TryParse<ModelTask>(name, ignoreCase: true, out var task) ? task : null;

    private IReadOnlyList<Variant> Variants(
        YamlMapping node, RecipeDocument recipe, OptionLayers layers, Dictionary<string, JsonObject> options, ModelShape start)
    {
        var sweep = node[Vocabulary.Sweep] ?? recipe.Node?[Vocabulary.Sweep];
        var points = new SweepReader(recipe, vocabulary, errors).Read(sweep as YamlMapping);
        return new VariantReader(recipe, layers, options, start, errors).Read(node, sweep, points);
    }

    private static IReadOnlyCollection<string> KeysOf(YamlNode? node) =>
        [.. (node as YamlMapping)?.Entries.Select(entry => entry.Key.Text) ?? []];
}
