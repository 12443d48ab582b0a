using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages.Search;

/// <summary>Measures the objectives of sub-networks: quality on the validation split, and cost.</summary>
internal sealed class SubNetworkObjectives : IDisposable
{
    private const int BytesOfAWeight = 4;
    private const int CheckedNetworks = 4;
    private const double LargestError = 0.05;

    private readonly StageContext context;
    private readonly SearchOptions options;
    private readonly ITrainable model;
    private readonly TrainingInputs inputs;
    private readonly TorchWorkers workers;
    private readonly Lazy<IReadOnlyList<TokenizedPair>> pairs;
    private readonly Lazy<LatencyTable> latency;

    public SubNetworkObjectives(StageContext context, SearchOptions options, ITrainable model, TrainingInputs inputs)
    {
        (this.context, this.options, this.model, this.inputs) = (context, options, model, inputs);
        workers = new(model, options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        pairs = new(() => inputs.Validation(options.ValidationLimit));
        latency = new(Table);
        All = [.. options.Objectives.Select(Objective)];
    }

    /// <summary>The objectives, in the order of the values.</summary>
    public IReadOnlyList<SearchObjective> All { get; }

    /// <summary>Scores one example by each metric, so that a wrong metric fails before hours of training.</summary>
    /// <exception cref="PipelineException">A metric is of another task, or there is no example.</exception>
    public void RequireMeasurable()
    {
        if (inputs.Info.Validation == 0)
        {
            throw new PipelineException(
                "search: the validation split is empty, and tells how good a sub-network is. Bring more examples.");
        }
        model.Module.eval();
        foreach (var objective in All.Where(objective => MetricCatalogue.Find(objective.Name) is { IsQuality: true }))
            Quality(objective.Name, model, limit: 1);
    }

    /// <summary>The objectives of each sub-network; null where one cannot be measured.</summary>
    public IReadOnlyList<IReadOnlyList<double>?> Measure(IReadOnlyList<ModelMask> masks)
    {
        List<ModelMask> able = [.. masks.Where(CanGenerate)];
        var columns = All.Select(objective => Measure(objective.Name, able)).ToList();
        return [.. masks.Select(mask => able.IndexOf(mask) is >= 0 and var i
            ? (IReadOnlyList<double>)[.. columns.Select(column => column[i])]
            : null)];
    }

    /// <summary>The objectives of a sub-network that was cut out and trained by itself.</summary>
    /// <param name="mask">What was cut out.</param>
    /// <param name="network">The sub-network.</param>
    public IReadOnlyList<double> Measure(ModelMask mask, ITrainable network) => [.. All.Select(objective =>
        objective.Name == SearchOptions.Loss ? Losses(network, [null])[0]
        : MetricCatalogue.Find(objective.Name)!.IsQuality ? Quality(objective.Name, network)
        : Measure(objective.Name, [mask])[0])];

    /// <summary>
    /// Exports and times the whole model and a few of the sub-networks, and compares the times with the table's estimates; empty
    /// where latency is no objective.
    /// </summary>
    /// <param name="masks">Sub-networks on the front, from which variants pick.</param>
    public IReadOnlyList<LatencyCheck> CheckLatency(IReadOnlyList<ModelMask> masks)
    {
        if (All.All(objective => objective.Name != MetricCatalogue.Latency))
            return [];
        var (table, whole) = (latency.Value, model.Config.KeepAll());
        var able = masks.Where(CanGenerate).OrderBy(table.Estimate).ToList();
        // Evenly spaced from the fastest to the slowest.
        List<ModelMask> checkedOnes = [.. Enumerable.Range(0, able.Count == 0 ? 0 : CheckedNetworks)
            .Select(i => able[i * (able.Count - 1) / (CheckedNetworks - 1)]).Where(mask => mask != whole).Distinct()];
        var (times, wholeMs) = new LatencyMeter(context, options, model, inputs).Time(
            checkedOnes, "checking times", known: table.Whole);
        // Scaled by the whole model's time, since the machine's speed may have changed.
        var checks = checkedOnes.Append(whole).Zip(times.Append(wholeMs),
            (mask, timed) => new LatencyCheck(table.Estimate(mask) * wholeMs / table.Whole, timed)).ToList();
        var error = checks.Max(check => Math.Abs(check.Error));
        var verdict = FormattableString.Invariant(
            $"of {checks.Count} sub-networks timed whole, the table of latencies is off by at most {error * 100:0.0} %");
        if (error > LargestError)
            context.Progress.Warn($"{verdict}: time them on a quiet machine, or judge by the benchmark of the variants.");
        else
            context.Progress.Info(verdict);
        return checks;
    }

    /// <summary>The values as a searcher minimizes them.</summary>
    public IReadOnlyList<double>? Minimized(IReadOnlyList<double>? values) => values is null ? null
        : [.. All.Zip(values, (objective, value) => objective.Direction == Direction.LowerIsBetter ? value : -value)];

    /// <summary>The values as they were measured.</summary>
    public IReadOnlyList<double>? Measured(IReadOnlyList<double>? minimized) => Minimized(minimized);

    public void Dispose() => workers.Dispose();

    /// <summary>Whether a sub-network can generate: a decoder without heads sees neither its input nor what it has
    /// generated.</summary>
    public static bool CanGenerate(ModelMask mask) =>
        mask.Decoder is null || mask.Decoder.KeptLayers.Any(layer => layer.Heads.Count > 0 && layer.CrossHeads!.Count > 0);

    private double[] Measure(string objective, IReadOnlyList<ModelMask> masks) => objective switch
    {
        SearchOptions.Loss => Losses(masks),
        MetricCatalogue.Parameters => [.. masks.Select(mask => (double)model.Config.Shrink(mask).ParameterCount)],
        MetricCatalogue.Bytes => [.. masks.Select(mask => (double)BytesOfAWeight * model.Config.Shrink(mask).ParameterCount)],
        MetricCatalogue.Latency => [.. masks.Select(latency.Value.Estimate)],
        _ => Qualities(objective, masks),
    };

    private double[] Losses(IReadOnlyList<ModelMask> masks)
    {
        using var scope = NewDisposeScope();
        return Losses(model, [.. masks.Select(mask => MaskTensors.From(mask, model.Device))]);
    }

    private double[] Losses(ITrainable network, IReadOnlyList<MaskTensors?> masks) =>
        Validation.MeanLosses(network, pairs.Value, options.BatchSize, workers, masks);

    // A resumed search uses the table that it began with.
    private LatencyTable Table()
    {
        var file = new SearchProgressFile<LatencyTable>(context, "latency-table.json");
        if (file.Read() is { } known)
            return known;
        var table = new LatencyMeter(context, options, model, inputs).Table();
        file.Save(table);
        return table;
    }

    private double[] Qualities(string metric, IReadOnlyList<ModelMask> masks)
    {
        using var scope = NewDisposeScope();
        model.Module.eval();
        return [.. masks.Select(mask => Quality(metric, model, MaskTensors.From(mask, model.Device)))];
    }

    // A network whose logits are not finite scores NaN, and the search counts it as failed.
    private double Quality(string metric, ITrainable network, MaskTensors? masks = null, int? limit = null)
    {
        try
        {
            return inputs.Score(metric, network, masks, limit ?? options.ValidationLimit);
        }
        catch (DivergedException)
        {
            return double.NaN;
        }
    }

    private static SearchObjective Objective(string name) => name == SearchOptions.Loss
        ? new(name, "nats", Direction.LowerIsBetter)
        : MetricCatalogue.Find(name) is { } metric
            ? new(name, metric.Unit, metric.Direction)
            : throw new PipelineException($"search: '{name}' is no objective.");
}
