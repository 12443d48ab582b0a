using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>Samples by batch size and model, one load of the models after the other.</summary>
internal sealed class LoadedSamples(IReadOnlyList<int> batchSizes, int models)
{
    private readonly Dictionary<int, (List<GenerationTimes>[] Samples, List<int> Loads)> cells = batchSizes.ToDictionary(
        size => size, _ => (Enumerable.Range(0, models).Select(_ => new List<GenerationTimes>()).ToArray(), new List<int>()));

    public IReadOnlyList<int> BatchSizes => batchSizes;

    public void Add(int batchSize, IReadOnlyList<IReadOnlyList<GenerationTimes>> taken)
    {
        cells[batchSize].Loads.Add(taken[0].Count);
        for (var model = 0; model < models; model++)
            cells[batchSize].Samples[model].AddRange(taken[model]);
    }

    public IReadOnlyList<IReadOnlyList<GenerationTimes>> Of(int batchSize) => cells[batchSize].Samples;

    public IReadOnlyList<int> Loads(int batchSize) => cells[batchSize].Loads;
}
