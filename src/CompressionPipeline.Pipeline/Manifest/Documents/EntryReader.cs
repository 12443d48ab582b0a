using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>An entry that fits its shape → what it means; looks at what shapes cannot say: files, contradictions, other sections.</summary>
internal sealed class EntryReader(Vocabulary vocabulary, RecipeReader recipes, ManifestFolder folder, DateOnly today, Errors errors)
{
    /// <summary>The entry, or null where it has errors.</summary>
    public ModelEntry? Read(string key, YamlMapping node, JsonObject json, YamlMapping arguments)
    {
        var document = OptionsJson.Read<ModelDocument>(Own(json));
        var recipePath = folder.File(node["recipe"], "recipe");
        var recipe = recipes.Read(recipePath);
        var options = new OptionLayers(vocabulary, folder, errors).Merge(node, json, recipe, arguments);
        var start = new StartReader(folder, errors).Base(node["base"] as YamlMapping, document.Base);
        var tokenizer = new StartReader(folder, errors).Tokenizer(node, start);
        var variants = Variants(node, document, recipe, start);
        var measured = new Measurements(options, errors);
        var budgetsNode = node["budgets"] as YamlMapping;
        var budgets = new BudgetReader(measured, KeysOf(node["references"]), errors).Read(budgetsNode);
        var pick = new PickReader(measured, errors).Read(budgetsNode?[Limits.Pick] as YamlMapping);
        var waivers = new WaiverReader(budgets, [.. variants.Select(variant => variant.Name)], today, errors).Read(node["waivers"] as YamlSequence);
        var references = new ReferenceReader(folder, errors).Read(node["references"] as YamlMapping);
        return start is null || tokenizer is null || recipePath is null || errors.Any ? null : new ModelEntry
        {
            Key = key,
            Location = node.Location,
            Base = start,
            TokenizerPath = Path.GetFullPath(tokenizer),
            RecipePath = Path.GetFullPath(recipePath),
            Device = document.Device,
            Runner = document.Runner,
            TimeoutMinutes = document.TimeoutMinutes,
            Seed = document.Seed,
            Variants = variants,
            Budgets = budgets,
            Pick = pick,
            Waivers = waivers,
            References = references,
            StageOptions = options,
        };
    }

    private JsonObject Own(JsonObject json) =>
        new(json.Where(member => !vocabulary.Stages.ContainsKey(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private IReadOnlyList<Variant> Variants(YamlMapping node, ModelDocument document, RecipeDocument recipe, BaseModel? start)
    {
        var sweep = node[Vocabulary.Sweep] ?? recipe.Node[Vocabulary.Sweep];
        IReadOnlyList<WrittenVariant> written =
        [
            .. new VariantReader(errors).Read(node["variants"] as YamlMapping, document.Variants),
            .. new SweepReader(errors).Read(sweep as YamlMapping),
        ];
        new VariantCheck(StartingDepth.Of(start, vocabulary.Depths), errors).Check(node, sweep, written);
        return [.. written.Select(variant => variant.Variant)];
    }

    private static IReadOnlyCollection<string> KeysOf(YamlNode? node) => [.. (node as YamlMapping)?.Entries.Select(entry => entry.Key.Text) ?? []];
}
