using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Manifest;

namespace CompressionPipeline.Build.Hosting;

/// <summary>How the jobs before the gate ended.</summary>
internal enum RunState
{
    /// <summary>No entry changed.</summary>
    NothingChanged,

    /// <summary>Nobody knows what changed.</summary>
    NotPlanned,

    /// <summary>What changed comes from a fork, which no runner compresses.</summary>
    FromFork,

    /// <summary>Not every job ended well.</summary>
    Troubled,

    /// <summary>Every job ended well.</summary>
    Compressed,
}

/// <summary>A run of the workflow as its gate sees it.</summary>
/// <param name="State">How the jobs before ended.</param>
/// <param name="Changed">The entries that changed; empty unless compressed or troubled.</param>
/// <param name="Earlier">What they are compared with.</param>
/// <param name="Trouble">What no verdict says and blocks all the same, for people; null where there is none.</param>
internal sealed record CompressionRun(RunState State, IReadOnlyList<ModelEntry> Changed, EarlierPlan? Earlier, string? Trouble)
{
    /// <summary>Reads the words that the workflow hands over, and finds the entries that changed.</summary>
    public static CompressionRun Read(PipelineContext context)
    {
        var (planned, compressed) = (Said(context, EnvVars.Planned), Said(context, EnvVars.Compressed));
        var state = Of(planned, compressed, Said(context, EnvVars.Stale) != "false", ActionsEvent.Read(context.Environment).IsFromFork);
        if (state is not (RunState.Troubled or RunState.Compressed))
            return new(state, [], null, Words(state, planned, compressed));
        var earlier = EarlierPlan.Read(context);
        return new(state, context.Pipeline.Changed(earlier.Plan), earlier, Words(state, planned, compressed));
    }

    internal static RunState Of(string planned, string compressed, bool stale, bool fromFork) => (planned, compressed) switch
    {
        (not ("success" or ""), _) => RunState.NotPlanned,
        _ when !stale => RunState.NothingChanged,
        _ when fromFork => RunState.FromFork,
        (_, "success" or "") => RunState.Compressed,
        _ => RunState.Troubled,
    };

    private static string? Words(RunState state, string planned, string compressed) => state switch
    {
        RunState.NotPlanned => $"Planning ended with '{planned}', so nobody knows what changed. The job 'plan' says why: mend that, or run it again.",
        RunState.FromFork => "Models changed, and what a fork sends reaches no runner: a maintainer pushes this branch to the repository to have it compressed.",
        RunState.Troubled => $"Compressing ended with '{compressed}'. That is trouble of the run and no regression: the jobs 'compress …' say why. Run the failed jobs again; what was finished is not done twice.",
        _ => null,
    };

    private static string Said(PipelineContext context, string name) => context.Environment.GetEnvironmentVariable(name) ?? "";
}
