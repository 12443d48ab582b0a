using System.Text.Json;
using Cake.Core.Diagnostics;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Manifest.Reading;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Pipeline.Store;

namespace CompressionPipeline.Cake.Context;

/// <summary>
/// The plan of one host run and the store it runs over. Targets that follow each other in Cake's order share one run.
/// </summary>
public sealed class PipelineSession(StageSet stages, PipelineContext context)
{
    private readonly Lazy<PipelineManifest> manifest = new(() => ReadAndPrint(stages, context));

    private readonly ArtifactStore store = new(StoreFolder(context), context.Progress);
    private readonly MachineRecord machine = MachineRecord.Current();
    private readonly List<string> reached = [];
    private readonly HashSet<(Plan Plan, string Folder)> imported = [];
    private IReadOnlyList<string> tasks = [];
    private Planner? planner;
    private Plan? whole;

    /// <summary>The manifest, read once; its options are printed then.</summary>
    /// <exception cref="ManifestException">It has errors.</exception>
    public PipelineManifest Manifest => manifest.Value;

    /// <summary>What a run would do with each stage, and why.</summary>
    public IReadOnlyList<StageStatus> Inspect() => PlanInspection.Of(Plan(), store);

    /// <summary>Compares every artifact of the store with its record and removes the damaged ones.</summary>
    public (int Whole, int Damaged) Verify() => store.Verify();

    /// <summary>Removes what the manifest, all of it, no longer plans.</summary>
    public (IReadOnlyList<ArtifactKey> Removed, long Bytes) Collect() => store.Collect(Whole.Keys);

    /// <summary>Says which of Cake's tasks this invocation executes, in order.</summary>
    public void Expect(IEnumerable<string> names) => tasks = [.. names];

    /// <summary>
    /// Does the work of a target. Where Cake executes another target of the model next, that one does it too, so that all of
    /// them are one run over one plan.
    /// </summary>
    /// <param name="target">The target's name: that of a step or stage, in Pascal case.</param>
    /// <returns>The verdicts' artifacts by model; empty where there is none, or another target has them.</returns>
    /// <exception cref="PipelineException">An error the user can fix, or the user's own interruption.</exception>
    public IReadOnlyDictionary<string, Artifact> Reach(string target)
    {
        reached.Add(target);
        var next = tasks.SkipWhile(name => name != target).ElementAtOrDefault(1);
        if (target != Targets.Gate && next is not null && Targets.OfTheModel.Contains(next))
            return new Dictionary<string, Artifact>();
        var verdicts = RunTo(reached, model: null);
        reached.Clear();
        return verdicts;
    }

    /// <summary>Runs what is stale up to the step or stage of a target, for one entry.</summary>
    /// <exception cref="PipelineException">An error the user can fix, or the user's own interruption.</exception>
    public IReadOnlyDictionary<string, Artifact> RunTo(string target, string model) => RunTo([target], model);

    private IReadOnlyDictionary<string, Artifact> RunTo(IReadOnlyList<string> targets, string? model)
    {
        var plan = Plan(model: model);
        var found = targets.Select(JsonNamingPolicy.KebabCaseLower.ConvertName).ToLookup(name => plan.Named(name).Any());
        foreach (var name in found[false])
            context.Progress.Info($"Skipped: the selected part of {Manifest.Path} has no step or stage {name}.");
        if (!found[true].Any())
            return new Dictionary<string, Artifact>();
        Import(Whole);
        try
        {
            return new Runner(store, Settings).Run(Plan([.. found[true]], model), context.Progress, context.Interrupted).Verdicts;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineException("Interrupted. Run the same command again to resume where it stopped.");
        }
        catch (StageFailedException error)
        {
            throw new PipelineException(
                $"{error.Message} This is an error of the program; --verbosity diagnostic shows where.", error);
        }
    }

    /// <summary>
    /// Copies what the selected models have in the store to where a later job, or another machine, restores it from: all of it,
    /// and once more what the gate reads.
    /// </summary>
    /// <returns>All the artifacts.</returns>
    public IReadOnlyList<ArtifactKey> UploadArtifacts()
    {
        var judged = Whole.Stages.Where(stage => stage.Stage.Kind == StageKind.Verdict)
            .SelectMany(verdict => verdict.Inputs.Values).ToHashSet();
        // Restored artifacts were uploaded already by the job that made them.
        var own = context.Request.Only.Count == 0 ? Plan().Stages : [.. context.Request.Only.SelectMany(Whole.Of)];
        Copy(own.Where(stage => judged.Contains(stage.Id)), Paths.Measured);
        return Copy(own, Paths.Stored);

        IReadOnlyList<ArtifactKey> Copy(IEnumerable<PlannedStage> stages, string folder)
        {
            var target = new ArtifactStore(context.PathOf(folder), context.Progress);
            return ArtifactTransfer.Copy(store, target, stages.Select(stage => stage.Key), context.Interrupted);
        }
    }

    /// <summary>Whether the store lacks something of the unpruned models that the selected variants are made of.</summary>
    public bool LacksBaselines()
    {
        Import(Whole);
        var baselines = context.Request.Only.Select(only => $"{only.Split('/')[0]}/{Roles.Baseline}").Distinct();
        return baselines.SelectMany(Whole.Of).Any(stage => store.Record(stage.Key) is null);
    }

    /// <summary>Who has to compress what, against an earlier manifest.</summary>
    /// <param name="before">The earlier manifest's plan; null where there is none to compare with.</param>
    public WorkMatrix Matrix(Plan? before) => WorkMatrix.Of(Manifest, Plan(), before);

    /// <summary>The entries whose verdict rests on something else than at an earlier manifest.</summary>
    /// <param name="before">The earlier manifest's plan; null where there is none, and then every entry has changed.</param>
    public IReadOnlyList<ModelEntry> Changed(Plan? before) => WorkMatrix.Changed(Manifest, Plan(), before);

    /// <summary>
    /// Restores what earlier jobs made of an entry, and says what is missing before its gate can judge; runs nothing.
    /// </summary>
    public IReadOnlyList<StageStatus> Missing(string model)
    {
        Import(Whole);
        return [.. PlanInspection.Of(Plan(model: model), store).Where(MustBeMade)];
    }

    /// <summary>Identifies the measured content of an entry.</summary>
    public Digest ContentOf(string model) => Plan(model: model).ContentOf(model)!.Value;

    /// <summary>What the gate of an earlier plan finds in what is in the store or was uploaded; measures nothing.</summary>
    /// <returns>The folder of its artifact; null where something that it reads is not here.</returns>
    /// <exception cref="PipelineException">The gate cannot judge any more.</exception>
    public string? JudgeEarlier(Plan before, string model)
    {
        var entry = new Plan([.. before.Stages.Where(stage => stage.Model == model)]);
        Import(before);
        if (PlanInspection.Of(entry, store).Any(MustBeMade))
            return null;
        var summary = new Runner(store, Settings with { ResultsFolder = null })
            .Run(entry, SilentProgress.Instance, context.Interrupted);
        return summary.Verdicts.GetValueOrDefault(model)?.Folder;
    }

    /// <summary>The selected entries that start from random weights; unlike elsewhere, their tokenizers need not exist.</summary>
    /// <exception cref="ManifestException">The manifest has errors.</exception>
    public IReadOnlyList<ModelEntry> EntriesToTokenize()
    {
        var read = Read(stages, context, context.Request.Manifest, requireTokenizers: false);
        return [.. read.Models.Where(entry => entry.Init.Shape is not null && (context.Request.Model ?? entry.Key) == entry.Key)];
    }

    /// <summary>Another manifest, read and planned as this one is, in silence.</summary>
    /// <exception cref="ManifestException">It has errors.</exception>
    public (PipelineManifest Manifest, Plan Plan) ReadEarlier(string path)
    {
        var earlier = Read(stages, context, path);
        return (earlier, Planner.Build(earlier));
    }

    internal static string StoreFolder(PipelineContext context) =>
        context.Environment.GetEnvironmentVariable(EnvironmentVariables.Store) is { Length: > 0 } folder
            ? Path.GetFullPath(folder, context.Root)
            : context.PathOf(Paths.Store);

    // Each job's artifacts lie in a folder of their own: two machines may have made the same one, each in its own bytes.
    private void Import(Plan plan)
    {
        var restored = new DirectoryInfo(context.PathOf(Paths.RestoredArtifacts));
        var folders = restored.Exists ? restored.GetDirectories() : [];
        foreach (var folder in folders.OrderBy(folder => folder.Name, StringComparer.Ordinal))
        {
            // A folder comes whole and does not change: for a plan it is looked through once, however many models ask.
            if (!imported.Add((plan, folder.FullName)))
                continue;
            var from = new ArtifactStore(folder.FullName, context.Progress);
            foreach (var key in ArtifactTransfer.Copy(from, store, plan.Keys, context.Interrupted))
                context.Progress.Info($"{key.Stage}: restored from {folder.Name} (key {key.Digest.Short}…)");
        }
    }

    private static PipelineManifest Read(StageSet stages, PipelineContext context, string path, bool requireTokenizers = true) =>
        ManifestReader.Read(
            path, stages.Stages, context.Request.Overrides, stages.Shapes, context.Time, requireTokenizers,
            workingFolder: context.Environment.WorkingDirectory.FullPath);

    private static PipelineManifest ReadAndPrint(StageSet stages, PipelineContext context)
    {
        var manifest = Read(stages, context, context.Request.Manifest);
        var all = context.Log.Verbosity >= Verbosity.Verbose;
        foreach (var line in manifest.Models.SelectMany(entry => OptionsListing.Of(entry, stages.Stages, all)))
            context.Log.Information("{0}", line);
        return manifest;
    }

    private RunnerSettings Settings => new()
    {
        Machine = machine,
        ToolVersion = typeof(PipelineSession).Assembly.GetName().Version!.ToString(3),
        ResultsFolder = context.PathOf(Paths.Results),
        Time = context.Time,
    };

    private Planner Planner => planner ??= new Planner(
        stages.Stages, stages.SourceDigest, machine, context.Time,
        byRunner: context.Environment.GetEnvironmentVariable(EnvironmentVariables.Machine) == "labels",
        hubCommit: stages.HubCommit);

    private Plan Whole => whole ??= Planner.Build(Manifest);

    private Plan Plan(IReadOnlyCollection<string>? upTo = null, string? model = null) => Planner.Build(Manifest, new PlanSelection
    {
        Model = model ?? context.Request.Model,
        Variant = context.Request.Variant,
        Only = context.Request.Only,
        UpTo = upTo ?? [],
    });

    private static bool MustBeMade(StageStatus status) => status.WillRun && status.Planned.Stage.Kind != StageKind.Verdict;
}
