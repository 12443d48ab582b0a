using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>
/// Who has to compress what, side by side: first the shared steps of each changed entry, which make its baseline, then the steps
/// of its variants.
/// </summary>
/// <param name="Models">Keys of the changed entries, in the manifest's order.</param>
/// <param name="Baselines">One job per changed entry.</param>
/// <param name="Variants">One job per variant of a changed entry.</param>
public sealed record WorkMatrix(
    IReadOnlyList<string> Models, IReadOnlyList<MatrixJob> Baselines, IReadOnlyList<MatrixJob> Variants)
{
    /// <summary>The most jobs that GitHub makes of one matrix; what is more shares jobs.</summary>
    public const int MostJobs = 256;

    // Five days.
    private const int MostMinutes = 7_200;
    private const int ContentLength = 24;

    private static readonly JsonSerializerOptions OneLine = new(OptionsJson.Settings) { WriteIndented = false };

    /// <summary>Every job, those for unpruned models first.</summary>
    public IEnumerable<MatrixJob> Jobs => Baselines.Concat(Variants);

    /// <summary>The jobs of the entries whose verdict rests on something else than in an earlier plan.</summary>
    /// <param name="manifest">The manifest as it is now.</param>
    /// <param name="now">Its plan.</param>
    /// <param name="before">The plan to compare with; null where there is none, and then every entry has changed.</param>
    public static WorkMatrix Of(PipelineManifest manifest, Plan now, Plan? before)
    {
        var entries = Changed(manifest, now, before);
        var byModel = now.Stages.GroupBy(stage => stage.Model).ToDictionary(group => group.Key, group => new Plan([.. group]));
        var baselines = Share(byModel, [], entries.Select(entry => (entry, Roles.Baseline)));
        var variants = Share(
            byModel, baselines, entries.SelectMany(entry => entry.Variants.Select(variant => (entry, variant.Name))));
        return new([.. entries.Select(entry => entry.Key)], baselines, variants);
    }

    /// <summary>The matrix without jobs whose work was done before.</summary>
    /// <param name="done">Tells such a job.</param>
    public WorkMatrix Without(Func<MatrixJob, bool> done) =>
        new(Models, [.. Baselines.Where(job => !done(job))], [.. Variants.Where(job => !done(job))]);

    /// <summary>The entries whose verdict rests on something else than in an earlier plan, in the manifest's order.</summary>
    /// <param name="manifest">The manifest as it is now.</param>
    /// <param name="now">Its plan.</param>
    /// <param name="before">The plan to compare with; null where there is none, and then every entry has changed.</param>
    public static IReadOnlyList<ModelEntry> Changed(PipelineManifest manifest, Plan now, Plan? before)
    {
        var judged = Verdicts(before).Select(stage => (stage.Model, stage.Key)).ToHashSet();
        var changed = Verdicts(now)
            .Where(stage => !judged.Contains((stage.Model, stage.Key))).Select(stage => stage.Model).ToHashSet();
        return [.. manifest.Models.Where(entry => changed.Contains(entry.Key))];
    }

    private static IEnumerable<PlannedStage> Verdicts(Plan? plan) =>
        plan?.Stages.Where(stage => stage.Stage.Kind == StageKind.Verdict) ?? [];

    /// <summary>What a workflow reads with <c>fromJSON</c>; empty of no jobs, for an empty matrix is an error there.</summary>
    public static string Json(IReadOnlyList<MatrixJob> jobs) =>
        jobs.Count == 0 ? "" : JsonSerializer.Serialize(new { include = jobs }, OneLine);

    private static IReadOnlyList<MatrixJob> Share(
        Dictionary<string, Plan> plans, IReadOnlyList<MatrixJob> baselines, IEnumerable<(ModelEntry Entry, string Variant)> work)
    {
        // A job has one runner: what shares a job shares its labels.
        var byRunner = work.GroupBy(item => (Labels: string.Join(',', item.Entry.Runner), item.Entry.TimeoutMinutes))
            .Select(group => group.ToList()).ToList();
        var size = 1;
        while (byRunner.Sum(group => (group.Count + size - 1) / size) > MostJobs && byRunner.Any(group => group.Count > size))
            size++;
        var makerOf = baselines.SelectMany(job => job.Pairs.Select(pair => ($"{pair.Model}/{pair.Variant}", job.Stored)))
            .ToDictionary(StringComparer.Ordinal);
        return [.. byRunner.SelectMany(group => group.Chunk(size)).Select(share => Job(plans, makerOf, share))];
    }

    private static MatrixJob Job(
        Dictionary<string, Plan> plans, Dictionary<string, string> makerOf, (ModelEntry Entry, string Variant)[] share)
    {
        var names = share.Select(item => $"{item.Entry.Key}/{item.Variant}").ToList();
        var title = names.Count == 1 ? names[0] : $"{names[0]} and {names.Count - 1} more";
        var made = names.SelectMany(name => plans[name.Split('/')[0]].Of(name))
            .Select(stage => $"{stage.Id} {stage.Key}").Order(StringComparer.Ordinal);
        var takes = makerOf.Count == 0 ? [] : share.Select(item => makerOf[$"{item.Entry.Key}/{Roles.Baseline}"]).Distinct();
        // One after the other, each as long as its entry allows, up to what GitHub allows a job.
        var timeout = Math.Min(
            share.Sum(item => item.Entry.TimeoutMinutes), Math.Max(MostMinutes, share[0].Entry.TimeoutMinutes));
        return new(title, Digest.OfText(string.Join('\n', made)).Hex[..ContentLength], string.Join(',', names),
            string.Join(',', takes), share[0].Entry.Runner, timeout);
    }
}
