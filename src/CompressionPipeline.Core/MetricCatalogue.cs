namespace CompressionPipeline.Core;

/// <summary>Every metric that budgets, picks and reports may name.</summary>
public static class MetricCatalogue
{
    /// <summary>The metric of time.</summary>
    public const string Latency = "latency";

    /// <summary>The number of parameters.</summary>
    public const string Parameters = "parameters";

    /// <summary>The size of the exported graphs.</summary>
    public const string Bytes = "bytes";

    /// <summary>The memory that a model takes while it is timed.</summary>
    public const string Memory = "memory";

    private static readonly List<MetricDefinition> Known =
    [
        Rouge("1"), Rouge("2"), Rouge("3"), Rouge("L"), Rouge("Lsum"), Bleu.Definition,
        .. LabelMetrics.All, Spearman.Definition,
        Cost(Latency, "latency", "ms", "Time of a generation", MetricInterval.Timing, "slower by", "faster by"),
        Cost(Parameters, "parameters", "parameters", "Parameters of the variant"),
        Cost(Bytes, "ONNX size", "bytes", "Size of the variant's exported ONNX files together"),
        Cost(Memory, "peak memory", "bytes", "Memory that the variant takes while it is timed, at its peak"),
    ];

    /// <summary>
    /// The metric by which models of a task are drawn against their cost, and examples are chosen that a person reads first.
    /// </summary>
    public static MetricDefinition HeadlineOf(ModelTask task) => Find(task switch
    {
        ModelTask.Classification => "accuracy",
        ModelTask.Regression => "spearman",
        _ => "rouge2",
    })!;

    /// <summary>The task that some metrics score; summarization where none of them is known.</summary>
    /// <param name="metrics">Names of metrics of quality, all of one task.</param>
    public static ModelTask TaskOf(IEnumerable<string> metrics) =>
        metrics.Select(Find).FirstOrDefault(metric => metric is { IsQuality: true })?.Task ?? ModelTask.Summarization;

    /// <summary>The metrics in the order in which tables show them: quality first, then cost.</summary>
    public static IReadOnlyList<MetricDefinition> All => [.. Quality, .. Costs];

    /// <summary>The metrics that say how good a model is, of every task.</summary>
    public static IReadOnlyList<MetricDefinition> Quality => [.. Known.Where(metric => metric.IsQuality)];

    /// <summary>The metrics that say what a model costs.</summary>
    public static IReadOnlyList<MetricDefinition> Costs => [.. Known.Where(metric => !metric.IsQuality)];

    /// <summary>A metric by name; null where there is none.</summary>
    public static MetricDefinition? Find(string name) => Known.Find(metric => metric.Name == name);

    /// <summary>The name in reports; a metric that the catalogue does not have keeps the name that it has in files.</summary>
    public static string Title(string name) => Find(name)?.Title ?? name;

    /// <summary>Adds a metric of quality. A host does so before it reads its manifest.</summary>
    /// <exception cref="ArgumentException">It is a cost, its name is taken, or it is of the corpus without components or without
    /// one of the two kinds of statistic.</exception>
    public static void Add(MetricDefinition metric)
    {
        var ofCorpus = (metric.Statistic is not null) != (metric.WeightedStatistic is not null) && metric.Components.Count > 0;
        if (!metric.IsQuality || metric.IsOfCorpus != ofCorpus)
            throw new ArgumentException($"{metric.Name} must be a metric of quality, and have components and one statistic if it "
                + "is of the corpus.");
        if (Find(metric.Name) is not null)
            throw new ArgumentException($"There is a metric {metric.Name} already.");
        Known.Add(metric);
    }

    private static MetricDefinition Rouge(string measure) =>
        new($"rouge{measure}", $"ROUGE-{measure}", "points", Direction.HigherIsBetter, MetricInterval.PerExample)
        {
            Description = $"ROUGE-{measure}, mean F over the test split in points of 0-100",
            Family = "rouge",
            InSummaries = measure != "Lsum",
        };

    private static MetricDefinition Cost(
        string name,
        string title,
        string unit,
        string description,
        MetricInterval interval = MetricInterval.Exact,
        string worse = "larger by",
        string better = "smaller by") =>
        new(name, title, unit, Direction.LowerIsBetter, interval) { Description = description, Worse = worse, Better = better };
}
