using CompressionPipeline.Build.Compression;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Engine;
using CompressionPipeline.Stages.Release;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Build.Hosting;

/// <summary>The files of what may be released: judged again here, from what was measured.</summary>
internal static class ReleaseCandidates
{
    /// <summary>Makes the files of each model whose artifacts are all here and whose gate passes.</summary>
    /// <returns>The models; and of those that were to be judged and could not be, a sentence each.</returns>
    public static (List<string> Models, IReadOnlyList<string> Troubles) Write(PipelineContext context, HandedOn handedOn)
    {
        var folder = context.PathOf(Paths.Release);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var version = ReleaseVersion.Read(context.Root);
        var (models, troubles) = (new List<string>(), new List<string>());
        var matrix = context.Pipeline.Matrix(Before(context));
        foreach (var model in matrix.Models.Where(model => context.Request.Model is null || context.Request.Model == model))
        {
            var entry = context.Pipeline.Manifest.Models.Single(entry => entry.Key == model);
            handedOn.Bring(JobsOf(model).Select(job => job.Measured));
            if (HandedOnGate.Judge(context, entry) is { Trouble: { } trouble })
            {
                troubles.Add($"{model} is not released: {trouble}");
                continue;
            }
            var results = context.PathOf(Path.Combine(Paths.Results, model));
            if (Passing(context, Path.Combine(results, GateResult.FileName)) is not { Count: > 0 } variants)
            {
                context.Progress.Info($"{model} is not released: it does not pass.");
                continue;
            }
            handedOn.Bring(JobsOf(model, ["base", .. variants]).Select(job => job.Stored));
            // Once more, for the list of artifacts beside the result: the checkpoints are here now.
            HandedOnGate.Judge(context, entry);
            ReleaseFolder.Write(model, version.Version, results, Path.Combine(folder, model), variants);
            context.Progress.Info($"{model} {version.Version}: {string.Join(", ", variants)}");
            models.Add(model);
        }
        return (models, troubles);

        IEnumerable<MatrixJob> JobsOf(string model, params string[] variants) => matrix.Jobs.Where(job => job.Only.Split(',').Any(only =>
            only.Split('/')[0] == model && (variants.Length == 0 || variants.Contains(only.Split('/')[1]))));
    }

    // The run that compressed says what it compared with; without its plan, every entry is to be released.
    private static Plan? Before(PipelineContext context)
    {
        var path = context.PathOf(Paths.Plan);
        return File.Exists(path) && PlanReader.Read(path).Before is { } before ? EarlierPlan.At(context, before, "the commit before").Plan : null;
    }

    /// <summary>The variants that a result lets out: the picked one, or all; none where its verdict, made again from its samples, is no PASS.</summary>
    public static IReadOnlyList<string> Passing(PipelineContext context, string result)
    {
        var judged = Rejudgement.Of(result, context.Pipeline.Manifest, context.Time);
        return judged.Verdict != Verdict.Pass ? []
            : judged.Pick?.Variant is { } picked ? [picked]
            : [.. judged.Variants.Where(variant => variant.Verdict == Verdict.Pass).Select(variant => variant.Name)];
    }
}
