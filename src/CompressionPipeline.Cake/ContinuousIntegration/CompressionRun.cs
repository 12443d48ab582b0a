using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>How the jobs before the gate ended.</summary>
internal enum RunState
{
    NothingChanged,
    /// <summary>Planning failed, so what changed is unknown.</summary>
    NotPlanned,
    InvalidManifest,
    /// <summary>The changes come from a fork, and runners compress nothing that a fork sends.</summary>
    FromFork,
    /// <summary>A job failed or was cancelled.</summary>
    Incomplete,
    Compressed,
}

/// <summary>A run of the workflow as its gate sees it; its failure blocks the merge whatever the verdicts are.</summary>
internal sealed record CompressionRun(RunState State, IReadOnlyList<ModelEntry> Changed, EarlierPlan? Earlier, string? Failure)
{
    public IReadOnlyList<ManifestError> Errors { get; init; } = [];

    public static CompressionRun Read(PipelineContext context)
    {
        string Result(string name) => GitHubAccess.Variable(context, name) ?? "";
        var results = new JobResults(
            Result(EnvironmentVariables.Planned),
            Result(EnvironmentVariables.Stale),
            Result(EnvironmentVariables.Baselines),
            Result(EnvironmentVariables.Variants));
        var state = StateOf(results, ActionsEvent.Read(context.Environment).IsFromFork);
        if (state == RunState.NotPlanned && ManifestErrors(context) is { Count: > 0 } errors)
        {
            var failure = $"Planning failed: the manifest has {errors.Count} {(errors.Count == 1 ? "error" : "errors")}.";
            return new(RunState.InvalidManifest, [], null, failure) { Errors = errors };
        }
        if (state is not (RunState.Incomplete or RunState.Compressed))
            return new(state, [], null, FailureOf(state, results));
        var earlier = EarlierPlan.Read(context);
        return new(state, context.Pipeline.Changed(earlier.Plan), earlier, FailureOf(state, results));
    }

    /// <summary>The jobs that made what is judged, of this run and of earlier ones.</summary>
    public IEnumerable<MatrixJob> Jobs(PipelineContext context) =>
        Changed.Count == 0 ? [] : context.Pipeline.Matrix(Earlier?.Plan).Jobs;

    internal static RunState StateOf(JobResults results, bool fromFork) =>
        results.Planned is not ("success" or "") ? RunState.NotPlanned
        : results.Stale == "false" ? RunState.NothingChanged
        : fromFork ? RunState.FromFork
        : Succeeded(results.Baselines) && Succeeded(results.Variants) ? RunState.Compressed
        : RunState.Incomplete;

    private static IReadOnlyList<ManifestError> ManifestErrors(PipelineContext context)
    {
        try
        {
            _ = context.Pipeline.Manifest;
            return [];
        }
        catch (ManifestException error)
        {
            return error.Errors;
        }
    }

    // A job is skipped where an earlier run made what it would make.
    private static bool Succeeded(string result) => result is "success" or "skipped" or "";

    private static string? FailureOf(RunState state, JobResults results) => state switch
    {
        RunState.NotPlanned =>
            $"Planning ended with '{results.Planned}', so it is unknown what changed. The log of the job 'plan' has the reason: "
            + "fix it, or run the job again.",
        RunState.FromFork =>
            "Models changed, and runners compress nothing that a fork sends: a maintainer pushes this branch to the repository "
            + "to have it compressed.",
        RunState.Incomplete =>
            $"Compressing ended with '{(Succeeded(results.Baselines) ? results.Variants : results.Baselines)}'. The run failed; "
            + "this is not a regression of the model. The logs of the jobs 'compress …' have the reason. Run the failed jobs "
            + "again: they resume from what was finished.",
        _ => null,
    };

    // The results of the jobs before: success, failure, cancelled or skipped; empty outside a workflow.
    internal sealed record JobResults(string Planned, string Stale, string Baselines, string Variants);
}
