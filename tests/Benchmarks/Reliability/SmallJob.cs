using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Store;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace Benchmarks.Reliability;

/// <summary>
/// A job of seconds by a recipe of this repository, real in every stage, and its result where nothing disturbs it.
/// </summary>
internal sealed class SmallJob : IDisposable
{
    private const string Training =
        "batch-size: 16, epochs: 4, learning-rate: 0.01, warm-up-steps: 5, checkpoint-every: 5, validate-every: 10";

    // What the steps of a recipe need of a variant, and what keeps those short that only this recipe has.
    private static readonly Dictionary<string, (string Variant, string Section)> Recipes = new(StringComparer.Ordinal)
    {
        ["asymmetric"] = ("{ prune: { decoder-layers: 1 } }", ""),
        ["nash"] = ($"{{ prune: {{ decoder-layers: 1, sparsity: 0.3, {Training} }} }}", ""),
        ["nas"] = ("{ prune: { pick: { best: parameters, within: { loss: 1000 } } } }",
            $"search: {{ {Training}, evaluations: 20, validation-limit: 16 }}"),
    };

    private readonly TemporaryFolder folder = new();

    public SmallJob(string recipe)
    {
        if (!Recipes.TryGetValue(recipe, out var own))
            throw new ArgumentException($"--recipe: one of {string.Join(", ", Recipes.Keys)}.");
        folder.Write("pairs.jsonl", string.Concat(Enumerable.Range(0, 300).Select(index => JsonSerializer.Serialize(new
        {
            id = $"{index:x16}",
            document = $"property Item{index}. Returns: the item at place {index} of the list.",
            summary = $"Gets item {index}.",
        }) + "\n")));
        folder.Write("models.yaml", $$"""
            version: 2
            models:
              small:
                init: { shape: tiny, seed: 1 }
                tokenizer: {{RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model")}}
                data: { source: jsonl, paths: [pairs.jsonl], max-source-length: 24, max-target-length: 12 }
                recipe: {{RepositoryRoot.Combine("pipelines", recipe + ".yaml")}}
                device: cpu
                fine-tune: { {{Training}} }
                re-fine-tune: { {{Training}} }
                export: { parity-documents: 10 }
                benchmark: { batch-sizes: [1], output-length: 4, loads: 8, warm-ups: 10, iterations: 10, seconds: 0 }
                gate: { max-empty-percent: 100, max-gain-percent: 1000, inconclusive-blocks: false }
                {{own.Section}}
                variants:
                  smaller: {{own.Variant}}
                budgets:
                  parameters: { min-gain-percent: 1 }
            """);
        Undisturbed = Folder("undisturbed");
        using var run = Start(Undisturbed);
        if (run.End() != 0)
            throw new InvalidOperationException(run.Output);
        (Stages, Expected) = (run.Done(), Compared(Undisturbed));
    }

    /// <summary>The store of the run that nothing disturbed.</summary>
    public string Undisturbed { get; }

    /// <summary>Its stages, in order, each with its seconds.</summary>
    public IReadOnlyList<(string Id, double Seconds)> Stages { get; }

    /// <summary>Digests of what it made: weights, predictions, graphs and whatever else does not tell a time.</summary>
    public IReadOnlyDictionary<string, string> Expected { get; }

    /// <summary>An absolute path in the job's folder.</summary>
    public string Folder(string name) => folder.File(name);

    public HostRun Start(string store, params IReadOnlyList<string> through) => new(folder.Path, store, through);

    /// <summary>What a store lacks or has otherwise than the undisturbed one; empty where they are equal and whole.</summary>
    public IReadOnlyList<string> Differences(string store)
    {
        var (_, damaged) = new ArtifactStore(store).Verify();
        var found = Compared(store);
        return
        [
            .. Enumerable.Repeat("a damaged artifact", damaged),
            .. Expected.Keys.Union(found.Keys).Where(name => Expected.GetValueOrDefault(name) != found.GetValueOrDefault(name)),
        ];
    }

    public void Dispose() => folder.Dispose();

    // Times, and what is made of them, differ between any two runs, and search.json holds some; training.json says where a
    // training was resumed.
    private static Dictionary<string, string> Compared(string store) => Directory
        .EnumerateFiles(store, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(store, file).Replace('\\', '/'))
        .Where(name => !name.StartsWith('.') && !name.StartsWith("benchmark/", StringComparison.Ordinal)
            && !name.StartsWith("gate/", StringComparison.Ordinal)
            && Path.GetFileName(name) is not (RunRecord.FileName or SearchResult.FileName or "training.json" or "history.jsonl"))
        .ToDictionary(name => name, name => Digest.OfFile(Path.Combine(store, name)).Hex);
}
