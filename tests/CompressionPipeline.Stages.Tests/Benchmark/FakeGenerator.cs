using CompressionPipeline.Stages.Tasks;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Benchmark;

/// <summary>Takes a fixed time of a clock that stands still otherwise, and notes who was called when on what.</summary>
internal sealed class FakeGenerator(
    string name, double milliseconds, FixedTimeProvider clock, List<(string Model, int FirstId)> calls) : ILoadedModel
{
    public string Name => name;

    public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
    {
        calls.Add((name, sources[0][0]));
        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return new(milliseconds, milliseconds / 4, milliseconds / 4, milliseconds / 2 / (outputLength - 1));
    }

    public void Dispose() { }
}
