using System.Globalization;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.Models;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Manifest.Reading;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.Data;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks.Hosting;

/// <summary>
/// What a push costs before and after any model is touched: the matrix of a manifest with many entries, and the comment about
/// them.
/// </summary>
internal static class PushSpeed
{
    private static readonly MachineRecord Machine = MachineRecord.Current();

    public static object Measure(Arguments arguments)
    {
        var (entries, runs) = (arguments.Number("entries", 256), arguments.Number("runs", 5));
        var folder = Directory.CreateTempSubdirectory("push-speed-").FullName;
        try
        {
            var (matrix, body) = (new WorkMatrix([], [], []), "");
            var (now, before) = (
                Written(folder, "now.yaml", entries, decoder: 2), Written(folder, "before.yaml", entries, decoder: 1));
            var planning = Timed.Of(runs, () =>
            {
                var (_, earlier) = Read(before);
                var (manifest, plan) = Read(now);
                matrix = WorkMatrix.Of(manifest, plan, earlier);
                _ = WorkMatrix.Json(matrix.Baselines) + WorkMatrix.Json(matrix.Variants);
            });
            var models = Read(now).Manifest.Models.Select(Judged).ToList();
            var run = new CompressionRun(
                RunState.Compressed, [.. models.Select(model => model.Entry)], new(null, "merge base with main"), null);
            var rendering = Timed.Of(
                runs,
                () => body = CommentBody.Render(
                    new CommentMark("models.yaml", new(1, 1)), RunSummaryText.Sections(run, models, "https://example.org"),
                    "elsewhere."));
            return new
            {
                entries, cores = Environment.ProcessorCount, jobs = matrix.Jobs.Count(), matrix = planning,
                comment = rendering, comment_characters = body.Length, holds = planning.FirstMs + rendering.FirstMs <= 1_000,
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A planner remembers digests: each reading has its own, as each process has.
    private static (PipelineManifest Manifest, Plan Plan) Read(string path)
    {
        var stages = StageCatalog.All();
        var manifest = ManifestReader.Read(path, stages, shapes: ModelFamilies.ShapeDepths);
        return (manifest, new Planner(stages, DataSourceDigest.Of, Machine, byRunner: true).Build(manifest));
    }

    private static JudgedModel Judged(ModelEntry entry)
    {
        var rules = new GateOptions { Model = entry.Key, Budgets = entry.Budgets };
        var result = Plausible.Result(rules, Plausible.Times(24, []));
        return new(entry, Judge.Apply(result, rules, new Dictionary<string, ModelResult>()));
    }

    private static string Written(string folder, string name, int entries, int decoder)
    {
        File.WriteAllText(Path.Combine(folder, "t.model"), "pieces");
        File.WriteAllText(
            Path.Combine(folder, "recipe.yaml"),
            "version: 2\nshared: [fine-tune]\nvariant: [prune, re-fine-tune: { stage: fine-tune }]\n");
        var models = Enumerable.Range(0, entries).Select(index => string.Create(CultureInfo.InvariantCulture, $$"""
              m{{index}}:
                init: { shape: docs-mini }
                tokenizer: t.model
                recipe: recipe.yaml
                variants:
                  shallow: { prune: { decoder-layers: {{decoder}} } }
                budgets:
                  rouge2: { max-drop: 3.0 }

            """));
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, "version: 2\nmodels:\n" + string.Concat(models));
        return path;
    }
}
