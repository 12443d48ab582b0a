using System.Globalization;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Pipeline.Manifest.Reading;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Pipeline.Store;
using CompressionPipeline.Stages;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.Data;
using TestKit;

namespace EndToEnd.Tests;

/// <summary>A manifest, a recipe and 200 pairs in a temporary folder: a whole pipeline that takes seconds.</summary>
public sealed class TinyPipeline : IDisposable
{
    private static readonly MachineRecord Machine = MachineRecord.Current();
    private readonly TemporaryFolder folder = new();

    public TinyPipeline()
    {
        folder.Write("pairs.jsonl", string.Concat(Enumerable.Range(0, 200).Select(index => Pair(index) + "\n")));
        folder.Write("recipe.yaml", """
            version: 2
            shared:
              - fine-tune: { max-steps: 20, batch-size: 16, learning-rate: 1e-2, checkpoint-every: 5, validate-every: 0 }
            variant:
              - prune
              - re-fine-tune: { stage: fine-tune, max-steps: 10, batch-size: 16, learning-rate: 1e-2, validate-every: 0 }
            benchmark: { batch-sizes: [1, 4], output-length: 8, iterations: 10, seconds: 0 }
            gate: { max-empty-percent: 100, max-gain-percent: 1000, inconclusive-blocks: false }
            """);
    }

    public string Results => folder.File("results");

    public string Path(params string[] parts) => folder.File(parts);

    public string Write(string name, string text) => folder.Write(name, text);

    public RecordingProgress Progress { get; } = new();

    public ArtifactStore Store(string name = "store") => new(folder.File(name), Progress);

    public Plan Plan(double maxDrop = 100, int maxParameters = 1_000_000) => PlanFrom(
        $$"""
        init: { shape: tiny, seed: 1 }
        tokenizer: {{RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model")}}
        data: { source: jsonl, paths: ["{{folder.File("pairs.jsonl")}}"], max-source-length: 24, max-target-length: 12 }
        """, maxDrop, maxParameters);

    /// <summary>The plan of an entry that starts from and reads something else.</summary>
    public Plan PlanFrom(string start, double maxDrop = 100, int maxParameters = 1_000_000) =>
        Plan(string.Create(CultureInfo.InvariantCulture, $$"""
            version: 2
            models:
              tiny:
                {{start.ReplaceLineEndings("\n    ")}}
                recipe: recipe.yaml
                device: cpu
                variants:
                  shallow: { prune: { decoder-layers: 1 } }
                budgets:
                  rouge2: { max-drop: {{maxDrop}} }
                  parameters: { max: {{maxParameters}} }
            """));

    /// <summary>The plan of a manifest; it may name files of this folder.</summary>
    public Plan Plan(string text)
    {
        Write("models.yaml", text);
        var stages = StageCatalog.All();
        var manifest = ManifestReader.Read(folder.File("models.yaml"), stages, shapes: ModelFamilies.ShapeDepths);
        return new Planner(stages, DataSourceDigest.Of, Machine, hubCommit: HubModel.Commit).Build(manifest);
    }

    public RunSummary Run(Plan plan, string store = "store", IProgressSink? progress = null,
        CancellationToken cancellation = default) =>
        new Runner(Store(store), new RunnerSettings { Machine = Machine, ToolVersion = "tests", ResultsFolder = Results })
            .Run(plan, progress ?? Progress, cancellation);

    public void Dispose() => folder.Dispose();

    /// <summary>A line of the pairs.</summary>
    public static string Pair(int index) => JsonSerializer.Serialize(new
    {
        id = index.ToString("x16", CultureInfo.InvariantCulture),
        document = $"property Item{index}. Returns: the item at place {index} of the list.",
        summary = $"Gets item {index}.",
    });
}
