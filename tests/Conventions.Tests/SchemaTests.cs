using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Pipeline.Manifest.Reading;
using CompressionPipeline.Stages.Catalog;
using TestKit;
using TestKit.Schemas;

namespace Conventions.Tests;

/// <summary>What editors complete, what the reader accepts and what the repository ships are one vocabulary.</summary>
public static class SchemaTests
{
    private static readonly IReadOnlyDictionary<string, IStage> Stages = StageCatalog.All();

    public static TheoryData<string> Recipes => [.. Repository.Files(@"^pipelines/[^/]+\.yaml$")];

    public static TheoryData<string> Manifests =>
    [
        .. Repository.Files(@"^(pipelines/.+/)?[^/]+\.yaml$")
            .Where(path => Repository.Text(path).Contains("\nmodels:", StringComparison.Ordinal)),
    ];

    [Fact]
    public static void Should_Plan_The_Sixteen_Variants_Of_Campos_And_Zhai()
    {
        var manifest = ManifestReader.Read(
            RepositoryRoot.Combine("pipelines", "papers", "asymmetry.yaml"), Stages, shapes: ModelFamilies.ShapeDepths);

        Assert.Equal(6, manifest.Models.Count);
        Assert.All(manifest.Models, model => Assert.Equal(15, model.Variants.Count));
    }

    [Fact]
    public static void Should_Know_What_Campos_And_Zhai_Published_Of_Them()
    {
        // Given
        var manifest = ManifestReader.Read(
            RepositoryRoot.Combine("pipelines", "papers", "asymmetry.yaml"), Stages, shapes: ModelFamilies.ShapeDepths);

        // When
        var published = PublishedReader.Read(RepositoryRoot.Combine("pipelines", "papers", "asymmetry-published.yaml"), manifest);

        // Then
        Assert.Equal("validation", published.Split);
        Assert.Equal(90, published.Rows.Count(row => row.Speedups.Count == 3));
        Assert.Equal(59, published.Rows.Count(row => row.Scores.ContainsKey("rouge2")));
        Assert.All(manifest.Models, model => Assert.Equal("validation", (string?)model.StageOptions["evaluate"]["split"]));
    }

    [Fact]
    public static void Should_Complete_Manifests() =>
        Approve.File(SchemaWriter.Models(Stages, ModelFamilies.ShapeDepths),
            RepositoryRoot.Combine("pipelines", "schemas", "models.schema.json"));

    [Fact]
    public static void Should_Complete_Recipes() =>
        Approve.File(SchemaWriter.Recipe(Stages), RepositoryRoot.Combine("pipelines", "schemas", "recipe.schema.json"));

    [Theory]
    [MemberData(nameof(Manifests))]
    public static void Should_Read_Every_Manifest(string path)
    {
        // When
        var manifest = ManifestReader.Read(RepositoryRoot.Combine(path), Stages, shapes: ModelFamilies.ShapeDepths);

        // Then
        Assert.NotEmpty(manifest.Models);
        Assert.All(manifest.Models, model => Assert.NotEmpty(model.Budgets));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public static void Should_Read_Every_Recipe(string recipe)
    {
        // Given
        using var folder = new TemporaryFolder();
        var prune = Path.GetFileName(recipe) switch
        {
            "nash.yaml" => "encoder-layers: 1, decoder-layers: 1, sparsity: 0.3",
            "nas.yaml" => "pick: { best: parameters }",
            _ => "encoder-layers: 1, decoder-layers: 1",
        };
        var manifest = folder.Write("models.yaml", $$"""
            version: 2
            models:
              m:
                init: { shape: tiny }
                tokenizer: {{RepositoryRoot.Combine("models.yaml")}}
                recipe: {{RepositoryRoot.Combine(recipe)}}
                variants: { smaller: { prune: { {{prune}} } } }
            """);

        // When
        var model = ManifestReader.Read(manifest, Stages).Models.Single();

        // Then
        var steps = model.Shared.Concat(model.PerVariant).Select(step => step.Name);
        var others = Stages.Values.Where(stage => stage.Kind != StageKind.Step).Select(stage => stage.Name);
        Assert.Equal(steps.Concat(others).Order(), model.StageOptions.Keys.Order());
    }

    [Fact]
    public static void Should_Read_The_Example_Of_The_Documentation()
    {
        // Given
        using var folder = new TemporaryFolder();
        var example = Repository.Text("docs/manifest.md").Split("```yaml\n")[1].Split("```")[0];
        var manifest = folder.Write(
            "models.yaml", example.Replace("pipelines/", RepositoryRoot.Combine("pipelines") + "/", StringComparison.Ordinal));

        // When
        folder.Write("references/released.json", "{}");
        var time = new FixedTimeProvider(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var models = ManifestReader.Read(manifest, Stages, shapes: ModelFamilies.ShapeDepths, time: time).Models;

        // Then
        Assert.Equal(["docs", "docs-sweep", "docs-quick"], models.Select(model => model.Key));
        Assert.Equal(["e2-d1", "e2-d2", "e3-d1", "e3-d2"], models[1].Variants.Select(variant => variant.Name));
        Assert.Equal(0.5, (double)models[2].StageOptions["fine-tune"]["epochs"]!);
    }

    [Theory]
    [InlineData("models.yaml", "pipelines/schemas/models.schema.json")]
    [InlineData("pipelines/sweep.yaml", "schemas/recipe.schema.json")]
    [InlineData("pipelines/asymmetric.yaml", "schemas/recipe.schema.json")]
    [InlineData("pipelines/nash.yaml", "schemas/recipe.schema.json")]
    [InlineData("pipelines/nas.yaml", "schemas/recipe.schema.json")]
    public static void Should_Be_Named_In_The_Files_They_Are_For(string file, string schema) =>
        Assert.StartsWith($"# yaml-language-server: $schema={schema}\n", Repository.Text(file), StringComparison.Ordinal);
}
