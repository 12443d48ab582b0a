using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>
/// Turns manifest entries into stages with keys (docs/design/overview.md). Reads each file's digest once in its life.
/// </summary>
/// <param name="stages">Every stage by name; those that are no steps follow in this order.</param>
/// <param name="sourceDigest">The digest of what the options of a source read: the engine itself knows no data.</param>
/// <param name="machine">This machine; part of the keys of stages that measure time.</param>
/// <param name="byRunner">Whether times are kept by the labels of an entry's runners instead of by this machine, so that a
/// machine of another kind can plan and judge what they measured. Default: no.</param>
/// <param name="time">The clock by which waivers expire. Default: the system's.</param>
/// <param name="hubCommit">The commit that a model of the Hugging Face hub has at its revision. Default: there is no hub.</param>
public sealed class Planner(
    IReadOnlyDictionary<string, IStage> stages,
    Func<JsonObject, Digest> sourceDigest,
    MachineRecord machine,
    TimeProvider? time = null,
    bool byRunner = false,
    Func<ModelInit, string>? hubCommit = null)
{
    // Large, and asked for again with every plan of a run.
    private readonly Dictionary<string, Digest> digests = [];
    private readonly Dictionary<ModelInit, string> commits = [];

    /// <summary>Plans the selected part of a manifest.</summary>
    /// <exception cref="PipelineException">The selection names what is not there, or options do not fit their stage.</exception>
    public Plan Build(PipelineManifest manifest, PlanSelection? selection = null)
    {
        selection ??= new PlanSelection();
        var builder = new PlanBuilder(entry => byRunner ? string.Join(", ", entry.Runner) : machine.Class);
        var today = DateOnly.FromDateTime((time ?? TimeProvider.System).GetUtcNow().UtcDateTime);
        var entries = Chosen(manifest.Models, entry => entry.Key, selection.Model, "model", manifest.Path);
        foreach (var entry in Only(WithVariant(entries, selection.Variant, manifest.Path), selection.Only, manifest.Path))
            new EntryPlanner(entry, stages, new PlanFacts(entry, SourceDigest, FileDigest, HubCommit, today), builder).Add();
        var plan = builder.Build();
        return selection.UpTo.Count > 0 ? UpTo(plan, selection.UpTo) : plan;
    }

    private Digest SourceDigest(JsonObject options) =>
        Known(digests, OptionsJson.Canonical(options), () => sourceDigest(options));

    private Digest FileDigest(string path) =>
        Known(digests, path, () => Directory.Exists(path) ? Digest.OfFolder(path) : Digest.OfFile(path));

    // Asked once, so that the stages of a plan agree on it.
    private string HubCommit(ModelInit init) => Known(commits, init, () => hubCommit?.Invoke(init)
        ?? throw new PipelineException($"init: {init.Hub} is a model of the hub, which this host does not ask."));

    private static T Known<TKey, T>(Dictionary<TKey, T> all, TKey what, Func<T> read)
        where TKey : notnull
    {
        if (!all.TryGetValue(what, out var known))
            all[what] = known = read();
        return known;
    }

    private static IEnumerable<ModelEntry> WithVariant(IReadOnlyList<ModelEntry> entries, string? name, string path)
    {
        if (name is null)
            return entries;
        if (name == Roles.Baseline)
            return entries.Select(entry => entry with { Variants = [] });
        Chosen([.. entries.SelectMany(entry => entry.Variants)], variant => variant.Name, name, "variant", path);
        return from entry in entries
               let variants = entry.Variants.Where(variant => variant.Name == name).ToList()
               where variants.Count > 0
               select entry with { Variants = variants };
    }

    private static IEnumerable<ModelEntry> Only(IEnumerable<ModelEntry> entries, IReadOnlyCollection<string> only, string path)
    {
        if (only.Count == 0)
            return entries;
        var all = entries.ToList();
        var known = all.SelectMany(entry => NamesOf(entry).Select(name => $"{entry.Key}/{name}")).ToHashSet();
        foreach (var name in only.Where(name => !known.Contains(name)))
            throw Unknown("model and variant", name, [.. known], path);
        return from entry in all
               where only.Any(name => name.StartsWith(entry.Key + "/", StringComparison.Ordinal))
               let variants = entry.Variants.Where(variant => only.Contains($"{entry.Key}/{variant.Name}"))
               select entry with { Variants = [.. variants] };
    }

    private static IEnumerable<string> NamesOf(ModelEntry entry) =>
        entry.Variants.Select(variant => variant.Name).Append(Roles.Baseline);

    private static IReadOnlyList<T> Chosen<T>(
        IReadOnlyList<T> all, Func<T, string> nameOf, string? name, string kind, string path)
    {
        if (name is null)
            return all;
        var chosen = all.Where(one => nameOf(one) == name).ToList();
        return chosen.Count > 0 ? chosen : throw Unknown(kind, name, [.. all.Select(nameOf).Distinct()], path);
    }

    private static Plan UpTo(Plan plan, IEnumerable<string> last)
    {
        var wanted = new HashSet<string>();
        foreach (var name in last)
        {
            var found = plan.Named(name).ToList();
            if (found.Count == 0)
                throw Unknown(
                    "stage", name, [.. plan.Stages.Select(stage => stage.Name).Distinct()], "the selected part of the plan");
            wanted.UnionWith(found.Select(stage => stage.Id));
        }
        foreach (var stage in plan.Stages.Reverse().Where(stage => wanted.Contains(stage.Id)))
            wanted.UnionWith(stage.Inputs.Values);
        return new Plan([.. plan.Stages.Where(stage => wanted.Contains(stage.Id))]);
    }

    private static PipelineException Unknown(string kind, string name, IReadOnlyList<string> known, string place) => new(
        $"{place} has no {kind} '{name}'" + (NearestName.Of(name, known) is [var nearest]
            ? $". Did you mean '{nearest}'? There are: {string.Join(", ", known)}."
            : "."));
}
