using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary><c>pick:</c> as it is written.</summary>
internal sealed record PickDocument
{
    [Required, ShapedBy(typeof(BestShape)), Description("The metric by which the best variant is taken.")]
    public string? Best { get; init; }

    [Range(1, 4096), Description("For latency: the batch size; benchmark.batch-sizes must contain it.")]
    public int BatchSize { get; init; } = Budget.DefaultBatchSize;

    [ShapedBy(typeof(WithinShape)), Example("""{"rouge2":1.0}""")]
    [Description("How far each metric of quality of the taken variant may lie below the unpruned model, at most, in its unit.")]
    public JsonObject Within { get; init; } = [];

    internal sealed class BestShape : IShapeSource
    {
        // How much memory a variant takes is not always measured.
        public Shape Create() => new TextShape
        {
            Allowed =
            [
                .. MetricCatalogue.Costs.Concat(MetricCatalogue.Quality).Select(metric => metric.Name)
                    .Except([MetricCatalogue.Memory]),
            ],
            MayBeEmpty = false,
        };
    }

    internal sealed class WithinShape : IShapeSource
    {
        public Shape Create() => new ObjectShape([.. MetricCatalogue.Quality.Select(metric =>
            new Member(metric.Name, new NumberShape(false, 0, metric.Highest) { Nullable = true })
            {
                Description = $"{char.ToUpperInvariant(metric.Unit[0])}{metric.Unit[1..]} of {metric.Title}.",
                Examples = [1.0],
            })]);
    }
}
