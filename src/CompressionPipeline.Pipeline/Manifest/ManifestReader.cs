using System.Text.Json.Nodes;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Documents;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>Reads a manifest with its recipes. The only place that knows YAML.</summary>
public static class ManifestReader
{
    /// <summary>Reads, merges, validates and freezes a manifest.</summary>
    /// <param name="manifestPath">Path of <c>models.yaml</c>; the paths in it are relative to its folder.</param>
    /// <param name="stageOptions">The options record of each stage, by stage name: the sections a recipe and an entry may have.</param>
    /// <param name="overrides">From the command line: <c>fine-tune.epochs</c> → <c>3</c>, <c>device</c> → <c>cuda</c>; for every entry.</param>
    /// <param name="shapes">The named T5 shapes that <c>base.init</c> may say, with their encoder and decoder layers; null allows any name.</param>
    /// <param name="time">The clock that says how far ahead a waiver's end may lie. Default: the system's.</param>
    /// <param name="requireTokenizers">Whether a tokenizer that does not exist is an error.</param>
    /// <exception cref="ManifestException">Something is wrong: every error, with file, line, key and nearest valid key.</exception>
    public static PipelineManifest Read(
        string manifestPath,
        IReadOnlyDictionary<string, Type> stageOptions,
        IReadOnlyDictionary<string, string>? overrides = null,
        IReadOnlyDictionary<string, (int Encoder, int Decoder)>? shapes = null,
        TimeProvider? time = null,
        bool requireTokenizers = true)
    {
        var file = Shown(manifestPath);
        var vocabulary = new Vocabulary(stageOptions, shapes);
        var errors = new Errors();
        var recipes = new RecipeReader(vocabulary, errors);
        var today = DateOnly.FromDateTime((time ?? TimeProvider.System).GetUtcNow().UtcDateTime);
        var entries = new EntryReader(vocabulary, recipes, new ManifestFolder(file, errors) { MayLack = requireTokenizers ? null : "tokenizer" }, today, errors);
        var arguments = Overrides.Read(overrides, errors);

        var models = new List<ModelEntry?>();
        if (SourceFile.Read(file, errors) is { } root)
        {
            var (whole, effective) = Layered(root, arguments);
            var json = new Binder(errors).Bind(whole, vocabulary.Manifest);
            foreach (var (key, node) in effective)
                models.Add(entries.Read(key.Text, node, json["models"]?[key.Text] as JsonObject ?? [], arguments));
        }
        return errors.Any
            ? throw new ManifestException(file, errors.Sorted([file, .. recipes.Files]))
            : new PipelineManifest { Path = manifestPath, Version = 1, Models = [.. models.OfType<ModelEntry>()] };
    }

    /// <summary>The path as a person in the working folder would type it, where the file lies below.</summary>
    private static string Shown(string path) =>
        Path.GetRelativePath(Directory.GetCurrentDirectory(), path) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;

    /// <summary>The document with each entry completed: command line over entry over defaults.</summary>
    private static (YamlNode Whole, List<(YamlScalar Key, YamlMapping Node)> Entries) Layered(YamlNode root, YamlMapping arguments)
    {
        if (root is not YamlMapping document || document["models"] is not YamlMapping models)
            return (root, []);
        var defaults = document["defaults"] as YamlMapping;
        var layered = models with { Entries = [.. models.Entries.Select(entry => entry with { Value = Complete(entry.Value) })] };
        var entries = document.Entries.Select(entry => entry.Key.Text == "models" ? entry with { Value = layered } : entry);
        return (document with { Entries = [.. entries] },
            [.. layered.Entries.Where(entry => entry.Value is YamlMapping).Select(entry => (entry.Key, (YamlMapping)entry.Value))]);

        // An init beside an inherited path would contradict it, and levels beside inherited layers, so base and sweep are replaced as a whole.
        YamlNode Complete(YamlNode entry) => entry is not YamlMapping mapping ? entry
            : (arguments.Over(defaults is null ? mapping : mapping.Over(defaults, "base", Vocabulary.Sweep))) with { Location = mapping.Location, Path = mapping.Path };
    }
}
