using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary>One of <c>waivers:</c> as it is written.</summary>
internal sealed record WaiverDocument
{
    [Required, Description("The budget that may be missed, as metric and limit."), Example("\"rouge2.max-drop\"")]
    public string? Budget { get; init; }

    [Description("The variant that may miss it; without it, any."), Example("\"shallow-decoder\"")]
    public string? Variant { get; init; }

    [Range(1, 4096), Description("For latency: the batch size of the budget; without it, every one.")]
    public int? BatchSize { get; init; }

    [Required, RegularExpression(@"\s*\S[\s\S]{8,}\S\s*", ErrorMessage = "a reason of at least 10 characters")]
    [Description("Why the miss is allowed, for whoever reads the report.")]
    [Example("\"v2 ships without the new data; retrained in May\"")]
    public string? Reason { get; init; }

    [Required, RegularExpression("[0-9]{4}-[0-9]{2}-[0-9]{2}", ErrorMessage = "a day as YYYY-MM-DD, for example 2026-12-31")]
    [Description("The last day on which the waiver holds, UTC, at most 366 days ahead."), Example("\"2026-12-31\"")]
    public string? Expires { get; init; }

    [Description("Who granted it."), Example("\"release team\"")]
    public string? By { get; init; }
}

/// <summary>One of <c>references:</c> as it is written.</summary>
internal sealed record ReferenceDocument
{
    [Required, Description("The result.json of an earlier run, relative to this file."), Example("\"references/released.json\"")]
    public string? Result { get; init; }

    [Description("The model in it: a variant's name or baseline; without it, the variant that run picked, or its only one.")]
    [Example("\"shallow-decoder\"")]
    public string? Variant { get; init; }
}
