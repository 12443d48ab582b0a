using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary><c>budgets:</c> as it is written: limits by metric, as the catalogue has them, and which variant to take.</summary>
internal sealed class BudgetsShape : IShapeSource
{
    public Shape Create() => new ObjectShape([.. MetricCatalogue.All.Select(Limit), Pick()]);

    private static Member Limit(MetricDefinition metric)
    {
        var (document, several, example) = metric.Name switch
        {
            MetricCatalogue.Latency => (typeof(LatencyBudgetDocument), "sets limits at several batch sizes, runtimes or phases",
                """{"min-speedup":1.5,"batch-size":1}"""),
            MetricCatalogue.Memory => (typeof(MemoryBudgetDocument), "", """{"max":500000000}"""),
            _ when metric.IsQuality =>
                (typeof(QualityBudgetDocument), "compares with several references", """{"max-drop":2.0}"""),
            _ => (typeof(SizeBudgetDocument), "compares with several references", """{"min-gain-percent":30}"""),
        };
        var one = ShapeOf.Record(document);
        return new Member(metric.Name, several.Length == 0 ? one : new ChoiceShape([one, new ListShape(one, MinCount: 1)]))
        {
            Description = several.Length == 0 ? $"{metric.Description}." : $"{metric.Description}; a list {several}.",
            Examples = [JsonNode.Parse(example)!],
        };
    }

    private static Member Pick() => new(Limits.Pick, ShapeOf.Record(typeof(PickDocument)))
    {
        Description = "Which variant to take: the best by one metric among those that keep every budget. "
            + "Without it, every variant must pass.",
        Examples =
        [
            JsonNode.Parse($$"""
                {"best":"latency","batch-size":1,"within":{"{{MetricCatalogue.HeadlineOf(ModelTask.Summarization).Name}}":1.0} }
                """)!,
        ],
    };
}
