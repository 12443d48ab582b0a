using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>How the jobs before the gate ended.</summary>
internal enum RunState
{
    /// <summary>No entry changed.</summary>
    NothingChanged,

    /// <summary>Nobody knows what changed.</summary>
    NotPlanned,

    /// <summary>The manifest has errors.</summary>
    InvalidManifest,

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
    /// <summary>What is wrong in the manifest; empty unless invalid.</summary>
    public IReadOnlyList<ManifestError> Errors { get; init; } = [];

    /// <summary>Reads the words that the workflow hands over, and finds the entries that changed.</summary>
    public static CompressionRun Read(PipelineContext context)
    {
        var said = new Words(Said(context, EnvironmentVariables.Planned), Said(context, EnvironmentVariables.Stale), Said(context, EnvironmentVariables.Bases), Said(context, EnvironmentVariables.Variants));
        var state = Of(said, ActionsEvent.Read(context.Environment).IsFromFork);
        if (state == RunState.NotPlanned && Wrong(context) is { Count: > 0 } errors)
            return new(RunState.InvalidManifest, [], null, $"Nothing was planned: {errors.Count} {(errors.Count == 1 ? "error" : "errors")} in the manifest.") { Errors = errors };
        if (state is not (RunState.Troubled or RunState.Compressed))
            return new(state, [], null, Sentence(state, said));
        var earlier = EarlierPlan.Read(context);
        return new(state, context.Pipeline.Changed(earlier.Plan), earlier, Sentence(state, said));
    }

    /// <summary>The jobs that made what is judged, of this run and of earlier ones.</summary>
    public IEnumerable<MatrixJob> Jobs(PipelineContext context) => Changed.Count == 0 ? [] : context.Pipeline.Matrix(Earlier?.Plan).Jobs;

    internal static RunState Of(Words said, bool fromFork) =>
        said.Planned is not ("success" or "") ? RunState.NotPlanned
        : said.Stale == "false" ? RunState.NothingChanged
        : fromFork ? RunState.FromFork
        : IsWell(said.Bases) && IsWell(said.Variants) ? RunState.Compressed
        : RunState.Troubled;

    private static IReadOnlyList<ManifestError> Wrong(PipelineContext context)
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

    // Jobs are skipped where what they would make was made before.
    private static bool IsWell(string result) => result is "success" or "skipped" or "";

    private static string? Sentence(RunState state, Words said) => state switch
    {
        RunState.NotPlanned => $"Planning ended with '{said.Planned}', so nobody knows what changed. The job 'plan' says why: fix that, or run it again.",
        RunState.FromFork => "Models changed, and what a fork sends reaches no runner: a maintainer pushes this branch to the repository to have it compressed.",
        RunState.Troubled => $"Compressing ended with '{(IsWell(said.Bases) ? said.Variants : said.Bases)}'. That is trouble of the run and no regression: the jobs 'compress …' say why. Run the failed jobs again; what was finished is not done twice.",
        _ => null,
    };

    /// <summary>What the workflow says of the jobs before: <c>success</c>, <c>failure</c>, <c>cancelled</c>, <c>skipped</c>, or nothing outside a workflow.</summary>
    internal sealed record Words(string Planned, string Stale, string Bases, string Variants);

    private static string Said(PipelineContext context, string name) => context.Environment.GetEnvironmentVariable(name) ?? "";
}
