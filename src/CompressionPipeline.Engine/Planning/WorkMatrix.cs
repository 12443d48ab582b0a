using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Manifest;

namespace CompressionPipeline.Engine;

/// <summary>One job on a runner: the strings that a workflow's matrix hands to it.</summary>
/// <param name="Name">For people: <c>docs/shallow-decoder</c>, or the first of several and how many more.</param>
/// <param name="Slug">Tells its stored artifacts from those of others.</param>
/// <param name="Only">Models with a variant each, with commas between them, as <c>--only</c> takes them.</param>
/// <param name="RunsOn">Labels of the runner.</param>
/// <param name="Timeout">Minutes.</param>
public sealed record MatrixJob(string Name, string Slug, string Only, IReadOnlyList<string> RunsOn, int Timeout);

/// <summary>Who has to compress what, side by side: the unpruned model of each changed entry first, then its variants.</summary>
/// <param name="Bases">One job per changed entry.</param>
/// <param name="Variants">One job per variant of a changed entry.</param>
public sealed record WorkMatrix(IReadOnlyList<MatrixJob> Bases, IReadOnlyList<MatrixJob> Variants)
{
    /// <summary>The most jobs that GitHub makes of one matrix; what is more shares jobs.</summary>
    public const int MostJobs = 256;

    private const string Gate = "gate";

    private static readonly JsonSerializerOptions OneLine = new(OptionsJson.Settings) { WriteIndented = false };

    /// <summary>Whether there is anything to do.</summary>
    public bool IsEmpty => Bases.Count == 0;

    /// <summary>The jobs of the entries whose verdict rests on something else than in an earlier plan.</summary>
    /// <param name="manifest">The manifest as it is now.</param>
    /// <param name="now">Its plan.</param>
    /// <param name="before">The plan to compare with; null where there is none, and then every entry has changed.</param>
    public static WorkMatrix Of(PipelineManifest manifest, Plan now, Plan? before)
    {
        var entries = Changed(manifest, now, before);
        return new(
            Jobs(entries.Select(entry => (entry, EntryPlanner.Base))),
            Jobs(entries.SelectMany(entry => entry.Variants.Select(variant => (entry, variant.Name)))));
    }

    /// <summary>The entries whose verdict rests on something else than in an earlier plan, in the manifest's order.</summary>
    /// <param name="manifest">The manifest as it is now.</param>
    /// <param name="now">Its plan.</param>
    /// <param name="before">The plan to compare with; null where there is none, and then every entry has changed.</param>
    public static IReadOnlyList<ModelEntry> Changed(PipelineManifest manifest, Plan now, Plan? before)
    {
        var judged = before?.Stages.Where(stage => stage.Stage.Name == Gate).Select(stage => (stage.Model, stage.Key)).ToHashSet() ?? [];
        var changed = now.Stages.Where(stage => stage.Stage.Name == Gate && !judged.Contains((stage.Model, stage.Key))).Select(stage => stage.Model).ToHashSet();
        return [.. manifest.Models.Where(entry => changed.Contains(entry.Key))];
    }

    /// <summary>What a workflow reads with <c>fromJSON</c>; empty of no jobs, for an empty matrix is an error there.</summary>
    public static string Json(IReadOnlyList<MatrixJob> jobs) =>
        jobs.Count == 0 ? "" : JsonSerializer.Serialize(new { include = jobs }, OneLine);

    private static IReadOnlyList<MatrixJob> Jobs(IEnumerable<(ModelEntry Entry, string Variant)> work)
    {
        // A job has one runner: what shares a job shares its labels.
        var byRunner = work.GroupBy(item => (Labels: string.Join(',', item.Entry.Runner), item.Entry.TimeoutMinutes)).Select(group => group.ToList()).ToList();
        var size = 1;
        while (byRunner.Sum(group => (group.Count + size - 1) / size) > MostJobs && byRunner.Any(group => group.Count > size))
            size++;
        return [.. byRunner.SelectMany(group => group.Chunk(size)).Select(Job)];
    }

    private static MatrixJob Job((ModelEntry Entry, string Variant)[] work)
    {
        var names = work.Select(item => $"{item.Entry.Key}/{item.Variant}").ToList();
        var only = string.Join(',', names);
        var name = names.Count == 1 ? names[0] : $"{names[0]} and {names.Count - 1} more";
        return new(name, Digest.OfText(only).Short, only, work[0].Entry.Runner, work[0].Entry.TimeoutMinutes);
    }
}
