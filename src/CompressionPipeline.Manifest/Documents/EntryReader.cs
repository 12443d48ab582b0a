using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Manifest.Binding;
using CompressionPipeline.Manifest.Yaml;

namespace CompressionPipeline.Manifest.Documents;

/// <summary>An entry that fits its shape → what it means; looks at what shapes cannot say: files, contradictions, other sections.</summary>
internal sealed class EntryReader(Vocabulary vocabulary, RecipeReader recipes, ManifestFolder folder, Faults faults)
{
    /// <summary>The entry, or null where it has faults.</summary>
    public ModelEntry? Read(string key, YamlMapping node, JsonObject json, YamlMapping arguments)
    {
        var document = OptionsJson.Read<ModelDocument>(Own(json));
        var recipePath = folder.File(node["recipe"], "recipe");
        var recipe = recipes.Read(recipePath);
        var options = new OptionLayers(vocabulary, faults).Merge(node, json, recipe, arguments);
        var start = ReadBase(node["base"] as YamlMapping, document.Base);
        var tokenizer = ReadTokenizer(node, start);
        var variants = new VariantReader(faults).Read(node["variants"] as YamlMapping, document.Variants);
        var budgets = new BudgetReader(faults).Read(node["budgets"] as YamlMapping, options);
        return start is null || tokenizer is null || recipePath is null || faults.Any ? null : new ModelEntry
        {
            Key = key,
            Location = node.Location,
            Base = start,
            TokenizerPath = Path.GetFullPath(tokenizer),
            RecipePath = Path.GetFullPath(recipePath),
            Device = document.Device,
            Seed = document.Seed,
            Variants = variants,
            Budgets = budgets,
            StageOptions = options,
        };
    }

    private JsonObject Own(JsonObject json) =>
        new(json.Where(member => !vocabulary.Stages.ContainsKey(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private BaseModel? ReadBase(YamlMapping? node, BaseDocument? document)
    {
        if (node is null)
            return null;
        if (node["init"] is not null && node["path"] is { } path)
            faults.Add(path.Location, path.Path, "'init' and 'path' are both given; keep one");
        else if (node["init"] is null && node["path"] is null)
            faults.Add(node.Location, node.Path, "give 'init', the name of a T5 shape, or 'path', a Hugging Face folder");
        var checkpoint = folder.Folder(node["path"], "folder with a checkpoint");
        return new BaseModel { Init = document?.Init, Seed = document?.Seed ?? 42, Path = checkpoint };
    }

    private string? ReadTokenizer(YamlMapping node, BaseModel? start)
    {
        if (node["tokenizer"] is { } named)
            return folder.File(named, "tokenizer");
        if (start is null)
            return null;
        if (start.Path is null)
        {
            if (start.Init is not null)
                faults.Add(node.Location, $"{node.Path}.tokenizer", "missing; a model with random weights needs a SentencePiece model");
            return null;
        }
        var inside = Path.Combine(start.Path, "spiece.model");
        if (File.Exists(inside))
            return inside;
        faults.Add(node.Location, $"{node.Path}.tokenizer", $"missing; {inside} does not exist either");
        return null;
    }
}
