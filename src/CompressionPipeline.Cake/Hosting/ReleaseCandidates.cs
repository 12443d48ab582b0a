using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Verdicts.Release;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>The files of what may be released: judged again here, from what was measured, each model by itself.</summary>
internal sealed class ReleaseCandidates(PipelineContext context, RestoredArtifacts restored)
{
    /// <summary>Makes the files of each model that changed, whose artifacts are all there and whose gate passes.</summary>
    /// <returns>The models; and of those that could not be judged or made, a sentence each.</returns>
    public (List<string> Models, IReadOnlyList<string> Troubles) Write()
    {
        var folder = context.PathOf(Paths.Release);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var (models, troubles) = (new List<string>(), new List<string>());
        var (version, matrix) = (ReleaseVersion.Read(context.Root), context.Pipeline.Matrix(Before()));
        var asked = matrix.Models.Where(model => context.Request.Model is null || context.Request.Model == model).ToHashSet();
        restored.Bring(matrix.Jobs.Where(job => job.Pairs.Any(pair => asked.Contains(pair.Model))).Select(job => job.Measured));
        foreach (var model in matrix.Models.Where(asked.Contains))
        {
            try
            {
                if (Write(model, Path.Combine(folder, model), matrix, version))
                    models.Add(model);
            }
            catch (PipelineException error)
            {
                troubles.Add($"{model} is not released: {error.Message}");
                if (Directory.Exists(Path.Combine(folder, model)))
                    Directory.Delete(Path.Combine(folder, model), recursive: true);
            }
        }
        return (models, troubles);
    }

    /// <summary>The variants that a result lets out: the picked one, or all; none where its verdict is no PASS.</summary>
    /// <param name="judged">Judged again from its samples.</param>
    public static IReadOnlyList<string> Passing(GateResult judged) =>
        judged.Verdict != Verdict.Pass ? []
        : judged.Pick?.Variant is { } picked ? [picked]
        : [.. judged.Variants.Where(variant => variant.Verdict == Verdict.Pass).Select(variant => variant.Name)];

    private bool Write(string model, string folder, WorkMatrix matrix, ReleaseVersion version)
    {
        var results = Judged(model);
        if (Passing(Rejudgement.Of(Path.Combine(results, GateResult.FileName), context.Pipeline.Manifest, context.Time)) is not { Count: > 0 } variants)
        {
            context.Progress.Info($"{model} is not released: it does not pass.");
            return false;
        }
        string[] needed = [Roles.Baseline, .. variants];
        restored.Bring(matrix.Jobs.Where(job => job.Pairs.Any(pair => pair.Model == model && needed.Contains(pair.Variant))).Select(job => job.Stored));
        // Once more, for the list of artifacts beside the result: the checkpoints are here now.
        ReleaseFolder.Write(model, version.Version, Judged(model), folder, variants);
        context.Progress.Info($"{model} {version.Version}: {string.Join(", ", variants)}");
        return true;
    }

    // The folder of its results.
    private string Judged(string model)
    {
        var entry = context.Pipeline.Manifest.Models.Single(entry => entry.Key == model);
        return RestoredArtifactsGate.Judge(context, entry).Trouble is { } trouble
            ? throw new PipelineException(trouble)
            : context.PathOf(Path.Combine(Paths.Results, model));
    }

    // The run that compressed says what it compared with; without its plan, every entry is to be released.
    private Plan? Before()
    {
        var path = context.PathOf(Paths.Plan);
        return File.Exists(path) && PlanReader.Read(path).Before is { } before ? EarlierPlan.At(context, before, "the commit before").Plan : null;
    }
}
