using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Shapes;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>Reads a manifest with its recipes.</summary>
public sealed class ManifestReader
{
    private readonly Vocabulary vocabulary;
    private readonly string file;
    private readonly Errors errors = new();
    private readonly ManifestFolder folder;
    private readonly RecipeReader recipes;
    private readonly EntryReader entries;
    private readonly YamlMapping arguments;

    private ManifestReader(string manifestPath, Vocabulary vocabulary, IReadOnlyDictionary<string, string>? overrides,
        DateOnly today, bool requireTokenizers, string? workingFolder)
    {
        this.vocabulary = vocabulary;
        folder = new ManifestFolder(manifestPath, workingFolder, errors);
        file = folder.Shown(manifestPath);
        recipes = new RecipeReader(vocabulary, folder, errors);
        entries = new EntryReader(vocabulary, folder, today, requireTokenizers, errors);
        arguments = Overrides.Read(overrides, errors);
    }

    /// <summary>Reads, merges, validates and freezes a manifest.</summary>
    /// <param name="manifestPath">Path of <c>models.yaml</c>; the paths in it are relative to its folder.</param>
    /// <param name="stages">The stages by name, of which recipes make steps.</param>
    /// <param name="overrides">From the command line: <c>fine-tune.epochs</c> → <c>3</c>, <c>device</c> → <c>cuda</c>; for every
    /// entry.</param>
    /// <param name="shapes">The named shapes that <c>init</c> may say, with their encoder and decoder layers; null allows
    /// any name.</param>
    /// <param name="time">The clock that says how far ahead a waiver's end may lie. Default: the system's.</param>
    /// <param name="requireTokenizers">Whether a tokenizer that does not exist is an error.</param>
    /// <param name="workingFolder">Absolute path of the folder that the reader of errors works in: files below it are shown
    /// relative to it. Null shows absolute paths.</param>
    /// <exception cref="ManifestException">Something is wrong: every error, with file, line, key and nearest
    /// valid key.</exception>
    public static PipelineManifest Read(
        string manifestPath,
        IReadOnlyDictionary<string, IStage> stages,
        IReadOnlyDictionary<string, string>? overrides = null,
        IReadOnlyDictionary<string, (int Encoder, int Decoder)>? shapes = null,
        TimeProvider? time = null,
        bool requireTokenizers = true,
        string? workingFolder = null)
    {
        var today = DateOnly.FromDateTime((time ?? TimeProvider.System).GetUtcNow().UtcDateTime);
        var path = Path.GetFullPath(manifestPath);
        var reader = new ManifestReader(
            path, new Vocabulary(stages, shapes), overrides, today, requireTokenizers, workingFolder);
        var models = YamlFile.Read(path, reader.file, reader.errors) is { } root ? reader.Models(root) : [];
        return reader.errors.Any
            ? throw new ManifestException(reader.file, reader.errors.Sorted([reader.file, .. reader.recipes.Files]))
            : new PipelineManifest { Path = manifestPath, Models = [.. models.OfType<ModelEntry>()] };
    }

    private List<ModelEntry?> Models(YamlNode root)
    {
        var document = root as YamlMapping;
        var defaults = document?["defaults"] as YamlMapping;
        var written = (document?["models"] as YamlMapping)?.Entries.Where(entry => entry.Value is YamlMapping).ToList() ?? [];
        var recipeOf = written.ToDictionary(entry => entry.Key, entry => Recipe((YamlMapping)entry.Value, defaults));
        if (VersionOne.Refuse(root, VersionOne.Manifest, errors))
            return [];

        // A section that only the recipes of other entries know is no error in what is said for all of them.
        var sections = recipeOf.Values.SelectMany(recipe => recipe.Document.Sections)
            .DistinctBy(section => section.Name).ToList();
        var others = recipeOf.Values.Any(recipe => !recipe.Document.Whole);
        new Binder(errors)
            .Bind(root, Vocabulary.Manifest(vocabulary.Model(Members(sections), others).Partial(), new FreeShape()));
        var models = new List<ModelEntry?>();
        foreach (var (key, value) in written)
        {
            var (path, recipe) = recipeOf[key];
            var foreign = sections.Select(section => section.Name)
                .Except(recipe.Sections.Select(section => section.Name)).ToHashSet();
            var said = defaults is null ? null : Without(defaults, foreign);
            var node = Complete((YamlMapping)value, said, Without(arguments, foreign));
            var json = new Binder(errors).Bind(node, vocabulary.Model(Members(recipe.Sections), !recipe.Whole));
            models.Add(entries.Read(key.Text, node, json, path, recipe, arguments));
        }
        return models;
    }

    private (string? Path, RecipeDocument Document) Recipe(YamlMapping entry, YamlMapping? defaults)
    {
        var path = folder.File(arguments["recipe"] ?? entry["recipe"] ?? defaults?["recipe"], "recipe");
        return (path, recipes.Read(path));
    }

    private IEnumerable<Member> Members(IEnumerable<RecipeSection> sections) =>
        sections.Select(section => vocabulary.Section(section.Name, section.Stage.Name))
            .Where(member => ((ObjectShape)member.Shape).Members.Count > 0);

    private static YamlMapping Without(YamlMapping node, HashSet<string> keys) =>
        node with { Entries = [.. node.Entries.Where(entry => !keys.Contains(entry.Key.Text))] };

    // A shape beside an inherited checkpoint would contradict it, so init and sweep are replaced as a whole.
    private static YamlMapping Complete(YamlMapping entry, YamlMapping? defaults, YamlMapping arguments) =>
        arguments.Over(defaults is null ? entry : entry.Over(defaults, Vocabulary.Init, Vocabulary.Sweep)) with
        {
            Location = entry.Location,
            Path = entry.Path,
        };
}
