using CompressionPipeline.Stages.Benchmark;

namespace CompressionPipeline.Stages.Tests.Benchmark;

/// <summary>A runtime on a graphics card that works for some generations, then throws; notes how many models it held at once.</summary>
internal sealed class FakeRuntime(Exception? fault = null, int after = int.MaxValue) : IModelRuntime
{
    private readonly Exception? fault = fault;
    private readonly int after = after;
    private int generations;
    private int held;

    public int MostHeld { get; private set; }

    public bool Gone { get; private set; }

    public string Name => "torch";

    public DeviceChoice Device => DeviceChoice.Cuda;

    public int Threads => 1;

    public (string Library, string Version) Version => ("libtorch", "2.10");

    public int Held => held;

    public long Bytes(string model) => 1;

    public ILoadedModel Open(string model)
    {
        MostHeld = Math.Max(MostHeld, ++held);
        return new Model(this, model);
    }

    public void Dispose() => Gone = true;

    private sealed class Model(FakeRuntime runtime, string name) : ILoadedModel
    {
        public string Name => name;

        public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation) =>
            ++runtime.generations > runtime.after && runtime.fault is { } gone ? throw gone : new(10, 2, 2, 1);

        public void Dispose() => runtime.held--;
    }
}
