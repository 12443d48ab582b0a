using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Tests.Benchmark;

/// <summary>
/// A runtime on a graphics card that works for some generations, then throws; notes how many models it held at once.
/// </summary>
internal sealed class FakeRuntime(Exception? error = null, int after = int.MaxValue) : IModelRuntime
{
    private readonly Exception? error = error;
    private readonly int after = after;
    private int generations;
    private int held;

    /// <summary>What was opened (<c>+ baseline</c>) and disposed of (<c>- baseline</c>), in order.</summary>
    public List<string> Doings { get; } = [];

    /// <summary>Which model, counted from 1 in the order of opening, throws at once.</summary>
    public int FailingOpening { get; init; } = int.MaxValue;

    public int MostHeld { get; private set; }

    public bool Gone { get; private set; }

    public string Name => "torch";

    public DeviceChoice Device => DeviceChoice.Cuda;

    public int Threads => 1;

    public (string Library, string Version) Version => ("libtorch", "2.10");

    public int Held => held;

    /// <summary>What a generation of a model takes.</summary>
    public static GenerationTimes Times(string model) => model == Roles.Baseline ? new(10, 2, 2, 1) : new(5, 1, 1, 0.5);

    public long Bytes(string model) => 1;

    public ILoadedModel Open(string model)
    {
        Doings.Add($"+ {model}");
        MostHeld = Math.Max(MostHeld, ++held);
        return new Model(this, model, Doings.Count(doing => doing[0] == '+') >= FailingOpening);
    }

    public void Dispose() => Gone = true;

    private sealed class Model(FakeRuntime runtime, string name, bool broken) : ILoadedModel
    {
        public string Name => name;

        public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation) =>
            (++runtime.generations > runtime.after || broken) && runtime.error is { } gone ? throw gone : Times(name);

        public void Dispose()
        {
            runtime.Doings.Add($"- {name}");
            runtime.held--;
        }
    }
}
