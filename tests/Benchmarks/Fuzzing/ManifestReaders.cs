using System.Text;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Pipeline.Manifest.Reading;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Store;
using CompressionPipeline.Stages.Catalog;
using TestKit;

namespace Benchmarks.Fuzzing;

/// <summary>What a team writes: the manifest and its recipes; and what a store remembers of their plans.</summary>
internal static partial class ManifestReaders
{
    private const string ManifestName = "models.yaml", RecipeName = "recipe.yaml";

    private const string Rich = """
        version: 2
        defaults: &all
          tokenizer: t.model
          recipe: recipe.yaml
        models:
          docs:
            <<: *all
            init: { shape: docs-mini, seed: 7 }
            data: { source: jsonl, paths: [pairs.jsonl], prefix: "summarize: ", limit: 10 }
            runner: [self-hosted, gpu]
            timeout-minutes: 30
            device: cpu
            variants:
              shallow: { prune: { decoder-layers: 1 } }
              "1.10": { prune: { encoder-layers: 2, decoder-layers: [0, 3] }, re-fine-tune: { epochs: 0.5 } }
            sweep: { prune.encoder-layers: [2, 3], prune.decoder-layers: [1, 2] }
            budgets:
              rouge2: { max-drop: 3.0 }
              latency: { min-speedup: 1.5, batch-size: 1 }
              parameters: { min-gain-percent: 5 }
              bytes: { max: 40000000 }
            waivers:
              - { budget: rouge2.max-drop, variant: shallow, expires: 2027-01-01, reason: "known before", by: ann }

        """;

    private const string OneVariant = """
        version: 2
        models:
          docs:
            init: { shape: docs-mini, seed: 7 }
            tokenizer: t.model
            recipe: recipe.yaml
            data: { source: jsonl, paths: [pairs.jsonl] }
            device: cpu
            variants:
              smaller: {}

        """;

    private static readonly IReadOnlyDictionary<string, IStage> Stages = StageCatalog.All();
    private static readonly MachineRecord Machine = MachineRecord.Current();

    private static readonly IReadOnlyList<string> Words =
    [
        .. Identifier().Matches(RepositoryText("pipelines", "schemas", "models.schema.json")).Select(match => match.Value)
            .Distinct(),
        "<<: *all", "&a", "*a", "!!str", "!include", "---", "...", "? ", "- ", ": ", "{a: b}", "~", "|\n", ">-\n", "#", "yes",
        "1.10", "3%",
        "40 MB", "2027-01-01", "%YAML 1.2", "@", "`",
    ];

    public static FuzzedReader Manifest(string folder)
    {
        Prepare(folder, Rich);
        return new(
            ManifestName, [Of("models.yaml"), Of("pipelines", "examples", "tiny.yaml"), Of("pipelines", "examples", "nash.yaml"),
            Of("pipelines", "examples", "nas.yaml"), Bytes(Rich)], Words, Plan);
    }

    // The recipe says itself what a variant would, so that one manifest fits every method.
    public static FuzzedReader Recipe(string folder)
    {
        Prepare(folder, OneVariant);
        return new(
            RecipeName, [With("asymmetric", "layers", ", decoder-layers: 1"), With("sweep", "layers", ", encoder-layers: 2"),
            With("nash", "nash", "\n      decoder-layers: 1\n      sparsity: 0.3"),
            With("nas", "search", "\n      pick: { best: parameters, within: { loss: 0.1 } }")], Words, Plan);

        static byte[] With(string recipe, string method, string more) => Bytes(RepositoryText("pipelines", recipe + ".yaml")
            .Replace($"method: {method}", $"method: {method}{more}", StringComparison.Ordinal));
    }

    public static FuzzedReader History(string folder)
    {
        Prepare(folder, Rich);
        var plan = PlanOf(folder);
        var lines = plan.Stages.Select(stage => System.Text.Json.JsonSerializer.Serialize(new
        {
            id = stage.Id,
            time = "2026-01-01T00:00:00Z",
            key = stage.Key.ToString(),
            material = stage.KeyMaterial,
            inputs = stage.Inputs,
        }) + "\n");
        return new("history.jsonl", [Bytes(string.Concat(lines))], Words, at => PlanInspection.Of(plan, new ArtifactStore(at)));
    }

    private static void Plan(string folder) => PlanOf(folder);

    private static Plan PlanOf(string folder)
    {
        var manifest = ManifestReader.Read(Path.Combine(folder, ManifestName), Stages, shapes: ModelFamilies.ShapeDepths);
        return new Planner(Stages, _ => Digest.OfText(""), Machine).Build(manifest);
    }

    private static void Prepare(string folder, string manifest)
    {
        File.WriteAllText(Path.Combine(folder, "t.model"), "pieces");
        File.WriteAllText(Path.Combine(folder, "pairs.jsonl"), "{}");
        File.WriteAllText(Path.Combine(folder, ManifestName), manifest);
        var recipes = RepositoryRoot.Combine("pipelines");
        string[] files = [Path.Combine(recipes, "examples", "tiny-recipe.yaml"), .. Directory.GetFiles(recipes, "*.yaml")];
        foreach (var file in files)
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.Copy(files[0], Path.Combine(folder, RecipeName));
    }

    // With files that lie in the folder.
    private static byte[] Of(params string[] path) => Bytes(Named().Replace(RepositoryText(path), match =>
        match.Groups[1].Value + (match.Value[0] == 't' ? "t.model" : Path.GetFileName(match.Groups[2].Value))));

    private static string RepositoryText(params string[] path) => File.ReadAllText(RepositoryRoot.Combine(path));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [GeneratedRegex(@"(tokenizer: |recipe: )(\S+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<="")[a-z][a-z0-9-]+(?="")")]
    private static partial Regex Identifier();
}
