using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary><c>budgets:</c> as it is written: limits by metric, and which variant to take.</summary>
internal sealed record BudgetsDocument
{
    [Choice(typeof(RougeBudgetDocument), typeof(IReadOnlyList<RougeBudgetDocument>)), MinLength(1)]
    [Description("ROUGE-1, mean F over the test split in points of 0-100; a list compares with several baselines.")]
    [Example("""{"max-drop":2.0}""")]
    public JsonNode? Rouge1 { get; init; }

    [Choice(typeof(RougeBudgetDocument), typeof(IReadOnlyList<RougeBudgetDocument>)), MinLength(1)]
    [Description("ROUGE-2, mean F over the test split in points of 0-100; a list compares with several baselines.")]
    [Example("""{"max-drop":3.0,"min":20}""")]
    public JsonNode? Rouge2 { get; init; }

    [Choice(typeof(RougeBudgetDocument), typeof(IReadOnlyList<RougeBudgetDocument>)), MinLength(1)]
    [Description("ROUGE-3, mean F over the test split in points of 0-100; a list compares with several baselines.")]
    [Example("""{"max-drop":3.0}""")]
    public JsonNode? Rouge3 { get; init; }

    [Choice(typeof(RougeBudgetDocument), typeof(IReadOnlyList<RougeBudgetDocument>)), MinLength(1), JsonPropertyName("rougeL")]
    [Description("ROUGE-L, mean F over the test split in points of 0-100; a list compares with several baselines.")]
    [Example("""{"max-drop":2.0}""")]
    public JsonNode? RougeL { get; init; }

    [Choice(typeof(RougeBudgetDocument), typeof(IReadOnlyList<RougeBudgetDocument>)), MinLength(1), JsonPropertyName("rougeLsum")]
    [Description("ROUGE-Lsum, mean F over the test split in points of 0-100; a list compares with several baselines.")]
    [Example("""{"max-drop":2.0}""")]
    public JsonNode? RougeLsum { get; init; }

    [Choice(typeof(LatencyBudgetDocument), typeof(IReadOnlyList<LatencyBudgetDocument>)), MinLength(1)]
    [Description("Time of a generation; a list sets limits at several batch sizes, runtimes or phases.")]
    [Example("""{"min-speedup":1.5,"batch-size":1}""")]
    public JsonNode? Latency { get; init; }

    [Choice(typeof(SizeBudgetDocument), typeof(IReadOnlyList<SizeBudgetDocument>)), MinLength(1)]
    [Description("Parameters of the candidate; a list compares with several baselines."), Example("""{"max":2500000}""")]
    [Example("""{"min-gain-percent":30}""")]
    public JsonNode? Parameters { get; init; }

    [Choice(typeof(SizeBudgetDocument), typeof(IReadOnlyList<SizeBudgetDocument>)), MinLength(1)]
    [Description("Size of the candidate's exported ONNX files together; a list compares with several baselines.")]
    [Example("""{"max":12000000}""")]
    public JsonNode? Bytes { get; init; }

    [Description("Memory that the candidate takes while it is timed, at its peak."), Example("""{"max":500000000}""")]
    public MemoryBudgetDocument? Memory { get; init; }

    [Description("Which variant to take: the best by one metric among those that keep every budget. Without it, every one must pass.")]
    [Example("""{"best":"latency","batch-size":1,"within":{"rouge2":1.0}}""")]
    public PickDocument? Pick { get; init; }
}
