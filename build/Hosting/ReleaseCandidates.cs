using CompressionPipeline.Build.Compression;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Release;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Build.Hosting;

/// <summary>The files of what may be released: judged again here, from what was measured.</summary>
internal static class ReleaseCandidates
{
    /// <summary>Makes the files of each model whose artifacts are all here and whose gate passes.</summary>
    /// <returns>The models.</returns>
    public static IReadOnlyList<string> Write(PipelineContext context)
    {
        var folder = context.PathOf(Paths.Release);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var version = ReleaseVersion.Read(context.Root);
        var written = new List<string>();
        foreach (var entry in context.Pipeline.Manifest.Models.Where(entry => context.Request.Model is null || context.Request.Model == entry.Key))
        {
            var (result, trouble) = HandedOnGate.Judge(context, entry);
            if (result is null)
            {
                context.Progress.Info($"{entry.Key} is not released: {trouble}");
                continue;
            }
            var results = context.PathOf(Path.Combine(Paths.Results, entry.Key));
            if (Passing(context, Path.Combine(results, GateResult.FileName)) is not { Count: > 0 } variants)
            {
                context.Progress.Info($"{entry.Key} is not released: its verdict is {result.Verdict.ToString().ToUpperInvariant()}.");
                continue;
            }
            ReleaseFolder.Write(entry.Key, version.Version, results, Path.Combine(folder, entry.Key), variants);
            context.Progress.Info($"{entry.Key} {version.Version}: {string.Join(", ", variants)}");
            written.Add(entry.Key);
        }
        return written;
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
