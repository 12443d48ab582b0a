using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>Options of <c>gate</c>: what a person allows. A changed budget changes no other stage's key.</summary>
public sealed record GateOptions
{
    /// <summary>Name of the manifest's entry, for the report. Filled in by the plan.</summary>
    [Browsable(false), Description("Name of the manifest's entry; filled in by the plan.")]
    public string Model { get; init; } = "";

    /// <summary>The limits, in any order; they come from the manifest's <c>budgets</c>. Default: none.</summary>
    [Browsable(false), Description("The limits; they come from the manifest's `budgets`.")]
    public IReadOnlyList<Budget> Budgets { get; init; } = [];

    /// <summary>Which variant to take; it comes from the manifest's <c>budgets.pick</c>. Default: none is picked and every one
    /// must pass.</summary>
    [Browsable(false), Description("Which variant to take; it comes from the manifest's `budgets.pick`.")]
    public Pick? Pick { get; init; }

    /// <summary>The waivers; they come from the manifest's <c>waivers</c>. Default: none.</summary>
    [Browsable(false), Description("The waivers; they come from the manifest's `waivers`.")]
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>Earlier results that budgets compare with; they come from the manifest's <c>references</c>. Default:
    /// none.</summary>
    [Browsable(false), Description("Earlier results that budgets compare with; they come from the manifest's `references`.")]
    public IReadOnlyList<NamedReference> References { get; init; } = [];

    /// <summary>Whether INCONCLUSIVE stops a merge as FAIL does. Default: true.</summary>
    [Description("Whether INCONCLUSIVE stops a merge as FAIL does.")]
    public bool InconclusiveBlocks { get; init; } = true;

    /// <summary>Level of the intervals of quality. Default: 0.95, as the reference scorer's.</summary>
    [Range(0.5, 0.9999), Description("Level of the intervals of quality.")]
    public double QualityConfidence { get; init; } = 0.95;

    /// <summary>Level of the intervals of speed: timings repeat with every push, so a false alarm must be rarer. Default:
    /// 0.99.</summary>
    [Range(0.5, 0.9999), Description("Level of the intervals of speed.")]
    public double SpeedConfidence { get; init; } = 0.99;

    /// <summary>Resamples of a bootstrap. Default: 1,000.</summary>
    [Range(100, 100000), Description("Resamples of a bootstrap.")]
    public int Resamples { get; init; } = 1000;

    /// <summary>A gain of a mean score over the baseline above this many percent, with all of its interval, is not plausible.
    /// Default: 5.</summary>
    [Range(0.0, 1000.0), Description("Percent by which a mean score may plausibly lie above the unpruned model's.")]
    public double MaxGainPercent { get; init; } = 5;

    /// <summary>Generated texts that may be empty, in percent. Default: 1.</summary>
    [Range(0.0, 100.0), Description("Percent of generated texts that may be empty.")]
    public double MaxEmptyPercent { get; init; } = 1;

    /// <summary>Examples to show in the report, those in which the models differ most; 0 shows no text. Default: 10.</summary>
    [Range(0, 1000), Description("Examples to show in the report; 0 shows no text.")]
    public int Examples { get; init; } = 10;

    /// <summary>The command that repeats the run, for the report's last line. Default: <c>./build.sh --model</c> and the entry's
    /// name.</summary>
    [Description("The command that repeats the run.")]
    public string? Command { get; init; }

    /// <summary>Language of the texts for the model cards, as the hub writes it (<c>en</c>). Default: none is named.</summary>
    [Description("Language of the texts, for the model cards: for example `en`.")]
    public string? Language { get; init; }

    /// <summary>Licence of the released weights, as the hub writes it (<c>apache-2.0</c>). Default: none is named.</summary>
    [Description("Licence of the released weights, for the model cards and the release's SPDX list: for example `apache-2.0`.")]
    public string? License { get; init; }

    /// <summary>The hub's name of the model that the weights come from (<c>google-t5/t5-small</c>). Default: none is
    /// named.</summary>
    [Description("The hub's name of the model that the weights come from, for the model cards.")]
    public string? BaseModel { get; init; }

    /// <summary>Licence of the model that the weights come from, as the hub writes it. Default: none is named.</summary>
    [Description("Licence of the model that the weights come from, for the model cards and the release's SPDX list.")]
    public string? BaseLicense { get; init; }

    /// <summary>Licence of the data set, as the hub writes it. Default: none is named.</summary>
    [Description("Licence of the data set, for the model cards and the release's SPDX list.")]
    public string? DataLicense { get; init; }
}
