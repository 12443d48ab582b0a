using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Verdicts.Release;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>Writes the release files of the models that pass; each is judged again from what was measured.</summary>
internal sealed class ReleaseCandidates(PipelineContext context, RestoredArtifacts restored)
{
    /// <summary>Writes the files of each model that changed, has all its artifacts, and passes its gate.</summary>
    /// <returns>The models, and a sentence for each that could not be judged or written.</returns>
    public (List<string> Models, IReadOnlyList<string> Failures) Write()
    {
        var folder = context.PathOf(Paths.Release);
        OutputFolder.Clear(folder);
        var (models, failures) = (new List<string>(), new List<string>());
        var (version, matrix) = (ReleaseVersion.Read(context.Root), context.Pipeline.Matrix(Before()));
        var asked = matrix.Models.Where(model => context.Request.Model is null || context.Request.Model == model).ToHashSet();
        restored.Restore(matrix.Jobs.Where(job => job.Pairs.Any(pair => asked.Contains(pair.Model))).Select(job => job.Measured));
        foreach (var model in matrix.Models.Where(asked.Contains))
        {
            try
            {
                if (Write(model, Path.Combine(folder, model), matrix, version))
                    models.Add(model);
            }
            catch (PipelineException error)
            {
                failures.Add($"{model} is not released: {error.Message}");
                if (Directory.Exists(Path.Combine(folder, model)))
                    Directory.Delete(Path.Combine(folder, model), recursive: true);
            }
        }
        return (models, failures);
    }

    /// <summary>The variants to release: the picked one, or all that pass; none where the verdict is not PASS.</summary>
    public static IReadOnlyList<string> Passing(GateResult judged) =>
        judged.Verdict != Verdict.Pass ? []
        : judged.Pick?.Variant is { } picked ? [picked]
        : [.. judged.Variants.Where(variant => variant.Verdict == Verdict.Pass).Select(variant => variant.Name)];

    private bool Write(string model, string folder, WorkMatrix matrix, ReleaseVersion version)
    {
        var results = Judged(model);
        var judged = Results.JudgedAgain(context, Path.Combine(results, GateResult.FileName));
        if (Passing(judged) is not { Count: > 0 } variants)
        {
            context.Progress.Info($"{model} is not released: it does not pass.");
            return false;
        }
        string[] needed = [Roles.Baseline, .. variants];
        restored.Restore(matrix.Jobs.Where(job => job.Pairs.Any(pair => pair.Model == model && needed.Contains(pair.Variant)))
            .Select(job => job.Stored));
        // Judged again, so that the list of artifacts beside the result includes the restored checkpoints.
        ReleaseFolder.Write(model, version.Version, Judged(model), folder, variants);
        context.Progress.Info($"{model} {version.Version}: {string.Join(", ", variants)}");
        return true;
    }

    private string Judged(string model)
    {
        var entry = context.Pipeline.Manifest.Models.Single(entry => entry.Key == model);
        return RestoredArtifactsGate.Judge(context, entry).Failure is { } failure
            ? throw new PipelineException(failure)
            : context.PathOf(Path.Combine(Paths.Results, model));
    }

    // The plan of the run that compressed names the commit that it compared with; without it, every entry is released.
    private Plan? Before()
    {
        var path = context.PathOf(Paths.Plan);
        return File.Exists(path) && PlanReader.Read(path).Before is { } before
            ? EarlierPlan.At(context, before, "the commit before").Plan
            : null;
    }
}
