using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Manifest.Reading;
using CompressionPipeline.Stages.Prune;
using TestKit;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

/// <summary>A folder with a recipe, a tokenizer and a checkpoint, waiting for a manifest.</summary>
public abstract class ManifestFixture : IDisposable
{
    /// <summary>An entry that has nothing wrong, from column 5.</summary>
    protected const string Entry = """
            init: { shape: docs-mini }
            tokenizer: t.model
            recipe: recipe.yaml
            data: { source: dotnet-docs }
            variants:
              shallow: { prune: { decoder-layers: 2 } }
        """;

    /// <summary>A recipe of the three steps that most have.</summary>
    protected const string Recipe = """
        version: 2
        shared:
          - fine-tune
        variant:
          - prune
          - re-fine-tune: { stage: fine-tune }

        """;

    /// <summary>The variants of <see cref="Entry"/>.</summary>
    protected const string Written = "    variants:\n      shallow: { prune: { decoder-layers: 2 } }";

    private readonly TemporaryFolder folder = new();

    protected ManifestFixture()
    {
        Write("t.model", "");
        Write("checkpoint/spiece.model", "");
        Write("recipe.yaml", Recipe);
    }

    protected TemporaryFolder Folder => folder;

    /// <summary>Noon of 1 January 2025.</summary>
    protected FixedTimeProvider Time { get; } = new();

    /// <summary>The options of the prune stage that are not its defaults, as one line of JSON.</summary>
    protected static string Changed(JsonObject? options)
    {
        var defaults = OptionsJson.Write(new PruneOptions());
        return OptionsJson.Canonical(new JsonObject(options!
            .Where(option => !JsonNode.DeepEquals(option.Value, defaults[option.Key]))
            .Select(option => KeyValuePair.Create(option.Key, option.Value?.DeepClone()))));
    }

    protected string Write(string name, string text) => folder.Write(name, text);

    /// <summary>Reads a manifest with one entry, <c>m</c>, of the given text.</summary>
    protected PipelineManifest ReadEntry(string entry, IReadOnlyDictionary<string, string>? overrides = null) =>
        Read($"version: 2\nmodels:\n  m:\n{entry}\n", overrides);

    protected PipelineManifest Read(string yaml, IReadOnlyDictionary<string, string>? overrides = null) =>
        ManifestReader.Read(Write("models.yaml", yaml), SampleStages.All, overrides, SampleStages.Shapes, Time);

    /// <summary>The error lines of an entry appended to <see cref="Entry"/>, without the folder's path.</summary>
    protected string ErrorsOf(string more, IReadOnlyDictionary<string, string>? overrides = null) =>
        ErrorsOfManifest($"version: 2\nmodels:\n  m:\n{Entry}\n{more}\n", overrides);

    protected IReadOnlyList<ManifestError> Errors(string yaml) => Assert.Throws<ManifestException>(() => Read(yaml)).Errors;

    protected string ErrorsOfManifest(string yaml, IReadOnlyDictionary<string, string>? overrides = null)
    {
        var error = Assert.Throws<ManifestException>(() => Read(yaml, overrides));
        return string.Join('\n', error.Message.Split('\n')[1..])
            .Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
