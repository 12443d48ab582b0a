using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>
/// <c>result.json</c>: everything a report, a comment or a release needs of one manifest entry. What was measured stands in it
/// with its raw samples, so that anyone can judge it again. What the gate made of it (intervals, frontier, verdicts) stands
/// beside it.
/// </summary>
/// <param name="Model">Name of the manifest's entry.</param>
/// <param name="Verdict">The picked variant's verdict, or the worst of the variants where nothing is picked.</param>
/// <param name="Baseline">The fine-tuned, unpruned model.</param>
/// <param name="Variants">The compressed models, in the manifest's order.</param>
public sealed record GateResult(string Model, Verdict Verdict, ModelResult Baseline, IReadOnlyList<ModelResult> Variants)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "result.json";

    /// <summary>The version that this program writes and reads.</summary>
    public const int Schema = 4;

    /// <summary>Raised whenever a member changes its name or meaning.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = Schema;

    /// <summary>Whether this verdict stops a merge: always for FAIL and INVALID, for INCONCLUSIVE as the recipe says.</summary>
    public bool Blocks { get; init; } = true;

    /// <summary>Why the verdict is what it is, in one sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Which variant was picked; null where the manifest asks for none.</summary>
    public PickResult? Pick { get; init; }

    /// <summary>The scored examples of the baseline; the samples of every score stand in this order.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>What it was trained and scored on; null where the result does not say.</summary>
    public DataSetInfo? DataSet { get; init; }

    /// <summary>The package that the first weights are from; null where they are from none.</summary>
    public WeightsOrigin? Origin { get; init; }

    /// <summary>What a search found that the variants pick from; null where the recipe has none.</summary>
    public SearchSummary? Search { get; init; }

    /// <summary>What it was judged by: budgets, waivers, levels of confidence.</summary>
    public GateOptions Rules { get; init; } = new();

    /// <summary>What the stages behind this result took.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>The commands that repeat the run, in order.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>What the models are for, as the baseline's scores say it. Never written.</summary>
    [JsonIgnore]
    public ModelTask Task => MetricCatalogue.TaskOf(Baseline.Scores.Keys);

    /// <summary>
    /// The metric by which the models are drawn against their cost, and examples are chosen that a person reads first. Never
    /// written.
    /// </summary>
    [JsonIgnore]
    public MetricDefinition Headline => MetricCatalogue.HeadlineOf(Task);

    // The hub's name of the model that the weights come from, as the recipe or the package says it.
    internal string? BaseModel => Rules.BaseModel ?? Origin?.Model;

    // The package's word is about its own model.
    internal string? BaseLicense => Rules.BaseLicense ?? (Rules.BaseModel is null ? Origin?.ModelLicense : null);

    /// <summary>The same result with the places where its budgets and its pick are written now: they are no part of any key, so
    /// that those in the file may be of an earlier manifest.</summary>
    /// <param name="budgets">Budgets with locations; matched by all but the limit.</param>
    /// <param name="pick">The pick with its location.</param>
    public GateResult Locate(IEnumerable<Budget> budgets, Pick? pick)
    {
        var places = budgets.ToLookup(Plain, budget => budget.Location);
        return this with
        {
            Rules = Rules with { Pick = Rules.Pick is { } own ? own with { Location = pick?.Location } : null },
            Variants = [.. Variants.Select(variant => variant with { Budgets = [.. variant.Budgets.Select(Place)] })],
        };

        BudgetResult Place(BudgetResult result) => result with
        {
            Budget = result.Budget with { Location = places[Plain(result.Budget)].FirstOrDefault() ?? result.Budget.Location },
        };

        static Budget Plain(Budget budget) => budget with { Location = null, Limit = 0 };
    }

    /// <summary>Reads a <c>result.json</c> as it was written.</summary>
    /// <exception cref="PipelineException">It is missing, cut short, of another schema, or no result; the message names the
    /// fix.</exception>
    public static GateResult Read(string path) => ResultFile.Read(path);

    /// <summary>Writes it atomically.</summary>
    /// <exception cref="ArgumentException">A number in it is not finite.</exception>
    public void Write(string path)
    {
        var text = ResultFile.Bytes(this);
        AtomicFile.Write(path, stream => stream.Write(text));
    }
}

/// <summary>What one stage took.</summary>
/// <param name="Stage">Variant and stage, for example <c>baseline/fine-tune</c>.</param>
/// <param name="Seconds">Wall time of the run that made the artifact.</param>
public sealed record StageTime(string Stage, double Seconds);

/// <summary>What became of the manifest's <c>pick</c>.</summary>
/// <param name="Wanted">What was asked for.</param>
/// <param name="Variant">The picked variant; null where none qualifies.</param>
/// <param name="Reason">Why this one, or why none, in one sentence.</param>
public sealed record PickResult(Pick Wanted, string? Variant, string Reason);
