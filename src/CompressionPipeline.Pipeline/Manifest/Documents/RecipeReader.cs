using System.Text.Json.Nodes;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>A recipe: its sections as they are written and as they fit.</summary>
internal sealed record RecipeDocument(YamlMapping Node, JsonObject Sections);

/// <summary>Reads each recipe once, however many entries follow it.</summary>
internal sealed class RecipeReader(Vocabulary vocabulary, Errors errors)
{
    private static readonly RecipeDocument Nothing = new(new YamlMapping(new("", 0, 0), "", []), []);

    private readonly OrderedDictionary<string, RecipeDocument> recipes = [];

    /// <summary>The recipes read, in order.</summary>
    public IEnumerable<string> Files => recipes.Keys;

    public RecipeDocument Read(string? path)
    {
        if (path is null)
            return Nothing;
        if (recipes.TryGetValue(path, out var known))
            return known;
        recipes[path] = Nothing;
        if (SourceFile.Read(path, errors) is { } root)
        {
            var sections = new Binder(errors).Bind(root, vocabulary.Recipe);
            recipes[path] = new RecipeDocument(root as YamlMapping ?? Nothing.Node, sections);
        }
        return recipes[path];
    }
}
