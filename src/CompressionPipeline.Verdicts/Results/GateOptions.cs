using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>Options of <c>gate</c>: what a person allows. A changed budget changes no other stage's key.</summary>
public sealed record GateOptions
{
    /// <summary>Name of the manifest's entry.</summary>
    [FromPlan]
    public string Model { get; init; } = "";

    /// <summary>The limits, in any order; they come from the manifest's <c>budgets</c>.</summary>
    [FromPlan]
    public IReadOnlyList<Budget> Budgets { get; init; } = [];

    /// <summary>Which variant to take; null where every one must pass.</summary>
    [FromPlan]
    public Pick? Pick { get; init; }

    /// <summary>The waivers; they come from the manifest's <c>waivers</c>.</summary>
    [FromPlan]
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>Earlier results that budgets compare with; they come from the manifest's <c>references</c>.</summary>
    [FromPlan]
    public IReadOnlyList<NamedReference> References { get; init; } = [];

    [Description("Whether INCONCLUSIVE stops a merge as FAIL does.")]
    public bool InconclusiveBlocks { get; init; } = true;

    [Range(0.5, 0.9999), Description("Level of the intervals of quality.")]
    public double QualityConfidence { get; init; } = 0.95;

    [Range(0.5, 0.9999), Description("Level of the intervals of speed.")]
    public double SpeedConfidence { get; init; } = 0.99;

    [Range(100, 100000), Description("Resamples of a bootstrap.")]
    public int Resamples { get; init; } = 1000;

    [Range(0.0, 1000.0), Description("Percent by which a mean score may plausibly lie above the unpruned model's.")]
    public double MaxGainPercent { get; init; } = 5;

    [Range(0.0, 100.0), Description("Percent of generated texts that may be empty.")]
    public double MaxEmptyPercent { get; init; } = 1;

    [Range(0, 1000), Description("Examples to show in the report; 0 shows no text.")]
    public int Examples { get; init; } = 10;

    [Description("The command that repeats the run.")]
    public string? Command { get; init; }

    [Description("Language of the texts, for the model cards: for example `en`.")]
    public string? Language { get; init; }

    [Description("Licence of the released weights, for the model cards and the release's SPDX list: for example `apache-2.0`.")]
    public string? License { get; init; }

    [Description("The hub's name of the model that the weights come from, for the model cards.")]
    public string? BaseModel { get; init; }

    [Description("Licence of the model that the weights come from, for the model cards and the release's SPDX list.")]
    public string? BaseLicense { get; init; }

    [Description("Licence of the data set, for the model cards and the release's SPDX list.")]
    public string? DataLicense { get; init; }
}
