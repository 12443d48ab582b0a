using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Gate;

/// <summary><c>result.json</c>: everything a report, a comment or a release needs of one manifest entry.</summary>
/// <param name="Model">Name of the manifest's entry.</param>
/// <param name="Verdict">The worst verdict of the variants.</param>
/// <param name="Base">The unpruned model.</param>
/// <param name="Variants">The pruned models, in the manifest's order.</param>
public sealed record GateResult(string Model, Verdict Verdict, ModelResult Base, IReadOnlyList<ModelResult> Variants)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "result.json";

    /// <summary>Raised whenever a member changes its name or meaning.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Digest of the data set; null where nothing was scored.</summary>
    public string? Data { get; init; }

    /// <summary>Under what conditions it was measured, as name and text, for people.</summary>
    public IReadOnlyDictionary<string, string> Conditions { get; init; } = new Dictionary<string, string>();

    /// <summary>What the stages behind this result took.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>The command that repeats the run.</summary>
    public string Command { get; init; } = "";

    /// <summary>The same result with the places where its budgets are written: they are no part of any key, so the host adds them.</summary>
    /// <param name="budgets">Budgets with locations; matched by metric, rule and batch size.</param>
    public GateResult Locate(IEnumerable<Budget> budgets)
    {
        var places = budgets.Where(b => b.Location is not null)
            .GroupBy(b => (b.Metric, b.Rule, b.BatchSize))
            .ToDictionary(group => group.Key, group => group.First().Location);
        return this with { Variants = [.. Variants.Select(variant => variant with { Budgets = [.. variant.Budgets.Select(Place)] })] };

        BudgetResult Place(BudgetResult result) =>
            places.TryGetValue((result.Budget.Metric, result.Budget.Rule, result.Budget.BatchSize), out var place)
                ? result with { Budget = result.Budget with { Location = place } }
                : result;
    }

    /// <summary>Reads a <c>result.json</c>.</summary>
    /// <exception cref="PipelineException">The file is missing or not of this schema.</exception>
    public static GateResult Read(string path) => StageFiles.Read<GateResult>(path);
}

/// <summary>What one stage took.</summary>
/// <param name="Stage">Variant and stage, for example <c>base/fine-tune</c>.</param>
/// <param name="Seconds">Wall time of the run that made the artifact.</param>
public sealed record StageTime(string Stage, double Seconds);
