using System.ComponentModel;
using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Gate;

/// <summary>Options of <c>gate</c>: what a person allows. A changed budget changes no other stage's key.</summary>
public sealed record GateOptions
{
    /// <summary>Name of the manifest's entry, for the report. Filled in by the plan.</summary>
    [Browsable(false), Description("Name of the manifest's entry; filled in by the plan.")]
    public string Model { get; init; } = "";

    /// <summary>The limits, in any order; they come from the manifest's <c>budgets</c>. Default: none.</summary>
    [Browsable(false), Description("The limits; they come from the manifest's `budgets`.")]
    public IReadOnlyList<Budget> Budgets { get; init; } = [];

    /// <summary>The command that repeats the run, for the report's last line. Default: <c>./build.sh --model</c> and the entry's name.</summary>
    [Description("The command that repeats the run.")]
    public string? Command { get; init; }
}
