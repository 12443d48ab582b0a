using System.Text.Json;
using Cake.Core.Diagnostics;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Display;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Engine;
using CompressionPipeline.Manifest;

namespace CompressionPipeline.Build.Compression;

/// <summary>
/// The plan of one host run and the store it runs over. Cake's targets ask for it stage by stage, so that Cake's tree is the true order;
/// what one target finished, the next finds up to date.
/// </summary>
public sealed class Pipeline(StageSet stages, PipelineContext context)
{
    private readonly Lazy<PipelineManifest> manifest = new(() => Read(stages, context));

    private readonly ArtifactStore store = new(StoreFolder(context), context.Progress);
    private readonly MachineRecord machine = MachineRecord.Current(context.Toolchain.Suppliers);
    private readonly HashSet<string> settled = [];
    private Planner? planner;

    /// <summary>The manifest, read once; its options are printed then.</summary>
    /// <exception cref="ManifestException">It has faults.</exception>
    public PipelineManifest Manifest => manifest.Value;

    /// <summary>What a run would do with each stage, and why.</summary>
    public IReadOnlyList<StageStatus> Inspect() => PlanInspection.Of(Plan(upTo: null), store);

    /// <summary>Compares every artifact of the store with its record and removes the damaged ones.</summary>
    public (int Whole, int Damaged) Verify() => store.Verify();

    /// <summary>Removes what the manifest, all of it, no longer plans.</summary>
    public (IReadOnlyList<ArtifactKey> Removed, long Bytes) Collect() => store.Collect(Planner.Build(Manifest).Keys);

    /// <summary>Runs what is stale up to the stage of a target.</summary>
    /// <param name="target">The target's name: the stage's, in Pascal case.</param>
    /// <param name="model">The one entry to run; null for what the command line selects.</param>
    /// <returns>The gates' artifacts by model; empty where the plan has no such stage.</returns>
    /// <exception cref="PipelineException">A fault the user can mend, or the user's own interruption.</exception>
    public IReadOnlyDictionary<string, Artifact> RunTo(string target, string? model = null)
    {
        var stage = JsonNamingPolicy.KebabCaseLower.ConvertName(target);
        if (!Plan(upTo: null, model).Stages.Any(planned => planned.Stage.Name == stage))
        {
            context.Progress.Info($"Skipped: the selected part of {Manifest.Path} has no stage {stage}.");
            return new Dictionary<string, Artifact>();
        }
        TakeOver();
        try
        {
            var summary = new Runner(store, Settings).Run(Plan(stage, model), new Unrepeated(context.Progress, settled), context.Interrupted);
            settled.UnionWith(summary.Stages.Select(outcome => outcome.Id));
            return summary.Gates;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineException("Interrupted. Run the same command again to resume where it stopped.");
        }
        catch (StageFailedException fault)
        {
            throw new PipelineException($"{fault.Message} This is a fault of the program; --verbosity diagnostic shows where.", fault);
        }
    }

    /// <summary>Copies what the selected part of the plan has in the store into a folder that a later job, or another machine, takes over.</summary>
    /// <returns>The copied artifacts.</returns>
    public IReadOnlyList<ArtifactKey> HandOn() =>
        HandOver.Copy(store, new ArtifactStore(context.PathOf(Paths.HandOn), context.Progress), Plan(upTo: null).Keys, context.Interrupted);

    /// <summary>Who has to compress what, against an earlier manifest.</summary>
    /// <param name="before">The earlier manifest's plan; null where there is none to compare with.</param>
    public WorkMatrix Matrix(Plan? before) => WorkMatrix.Of(Manifest, Plan(upTo: null), before);

    /// <summary>The entries whose verdict rests on something else than at an earlier manifest.</summary>
    /// <param name="before">The earlier manifest's plan; null where there is none, and then every entry has changed.</param>
    public IReadOnlyList<ModelEntry> Changed(Plan? before) => WorkMatrix.Changed(Manifest, Plan(upTo: null), before);

    /// <summary>Takes over what earlier jobs made of an entry, and says what is missing before its gate can judge; runs nothing.</summary>
    public IReadOnlyList<StageStatus> Missing(string model)
    {
        TakeOver();
        return [.. PlanInspection.Of(Plan(upTo: null, model), store).Where(status => status.WillRun && status.Planned.Stage.Name != "gate")];
    }

    /// <summary>By what the measured content of an entry is known.</summary>
    public Digest ContentOf(string model) => ContentKey.Of(Plan(upTo: null, model), model)!.Value;

    /// <summary>The folder in the store with what the gate of an earlier plan found; null where it is not here.</summary>
    public string? GateFolder(Plan of, string model) =>
        of.Stages.FirstOrDefault(stage => stage.Model == model && stage.Stage.Name == "gate") is { } gate ? store.Find(gate.Key)?.Folder : null;

    /// <summary>The plan of another manifest, read as this one is, in silence.</summary>
    /// <exception cref="ManifestException">It has faults.</exception>
    public Plan PlanEarlier(string path) => Planner.Build(ManifestReader.Read(
        path, stages.Stages.ToDictionary(stage => stage.Key, stage => stage.Value.OptionsType), context.Request.Overrides, stages.Shapes, context.Time));

    private static string StoreFolder(PipelineContext context) =>
        context.Environment.GetEnvironmentVariable(EnvVars.Store) is { Length: > 0 } folder ? Path.GetFullPath(folder, context.Root) : context.PathOf(Paths.Store);

    // What earlier jobs measured and made elsewhere lies where the workflow put it.
    private void TakeOver()
    {
        var folder = context.PathOf(Paths.HandedOn);
        if (!Directory.Exists(folder))
            return;
        foreach (var key in HandOver.Copy(new ArtifactStore(folder, context.Progress), store, Plan(upTo: null).Keys, context.Interrupted))
            context.Progress.Info($"{key.Stage}: taken over from an earlier job (key {key.Digest.Short}…)");
    }

    private static PipelineManifest Read(StageSet stages, PipelineContext context)
    {
        var manifest = ManifestReader.Read(
            context.Request.Manifest, stages.Stages.ToDictionary(stage => stage.Key, stage => stage.Value.OptionsType),
            context.Request.Overrides, stages.Shapes, context.Time);
        var all = context.Log.Verbosity >= Verbosity.Verbose;
        foreach (var line in manifest.Models.SelectMany(entry => OptionsListing.Of(entry, stages.Stages, all)))
            context.Log.Information("{0}", line);
        return manifest;
    }

    private RunnerSettings Settings => new()
    {
        Machine = machine,
        ToolVersion = typeof(Pipeline).Assembly.GetName().Version!.ToString(3),
        ResultsFolder = context.PathOf(Paths.Results),
        Time = context.Time,
    };

    private Planner Planner => planner ??= new Planner(stages.Stages, stages.SourceDigest, machine, context.Time, context.Environment.GetEnvironmentVariable(EnvVars.Machine) == "labels");

    private Plan Plan(string? upTo, string? model = null) => Planner
        .Build(Manifest, new PlanSelection { Model = model ?? context.Request.Model, Variant = context.Request.Variant, Only = context.Request.Only, UpTo = upTo });
}
