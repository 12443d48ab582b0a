using System.Diagnostics;
using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Verdicts.Results;
using TorchSharp;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>
/// Checkpoints on libtorch, operator by operator and greedily, as Campos and Zhai (arXiv 2304.02721) time them.
/// </summary>
internal sealed class TorchModels : IModelRuntime
{
    private const string CheckpointSuffix = ".checkpoint";

    private readonly StageContext context;
    private readonly torch.Device device;
    private readonly int threadsBefore;

    public TorchModels(StageContext context, DeviceChoice wish, int threads)
    {
        this.context = context;
        Threads = threads > 0 ? threads : Environment.ProcessorCount;
        device = Devices.ForTorch(wish, context.Progress);
        threadsBefore = torch.get_num_threads();
        torch.set_num_threads(Threads);
    }

    public string Name => TimedRuntime.Torch.Name();

    public DeviceChoice Device => OnGpu ? DeviceChoice.Cuda : DeviceChoice.Cpu;

    public int Threads { get; }

    public (string Library, string Version) Version => ("libtorch", LibTorch.Version() ?? "unknown");

    private bool OnGpu => device.type == DeviceType.CUDA;

    public long Bytes(string model) => ModelFiles.WeightBytes(Folder(model));

    public ILoadedModel Open(string model) => new Loaded(model, T5Checkpoint.Load(Folder(model), device), OnGpu);

    public void Dispose() => torch.set_num_threads(threadsBefore);

    private string Folder(string model) => context.Input(model + CheckpointSuffix).Folder;

    private sealed class Loaded(string name, T5Model model, bool onGpu) : ILoadedModel
    {
        public string Name => name;

        public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
        {
            var laps = new List<double>(outputLength + 1);
            var start = Stopwatch.GetTimestamp();
            var last = start;
            Generation.Greedy(model, sources, maxNewTokens: outputLength, minNewTokens: outputLength, Lap, cancellation);
            return new(Stopwatch.GetElapsedTime(start).TotalMilliseconds, laps[0], laps[1], laps.Skip(2).Average());

            void Lap()
            {
                // The processor only hands work to the GPU; the phase is over when the GPU has done it.
                if (onGpu)
                    torch.cuda.synchronize();
                var now = Stopwatch.GetTimestamp();
                laps.Add(Stopwatch.GetElapsedTime(last, now).TotalMilliseconds);
                last = now;
            }
        }

        public void Dispose() => model.Dispose();
    }
}
