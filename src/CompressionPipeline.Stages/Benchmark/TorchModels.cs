using CompressionPipeline.Core;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using TorchSharp;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>
/// Checkpoints on libtorch, operator by operator, as Campos and Zhai (arXiv 2304.02721) time them.
/// </summary>
internal sealed class TorchModels : IModelRuntime
{
    private const string CheckpointSuffix = ".checkpoint";

    private readonly ITask task;
    private readonly StageContext context;
    private readonly torch.Device device;
    private readonly int threadsBefore;

    public TorchModels(ITask task, StageContext context, DeviceChoice wish, int threads)
    {
        (this.task, this.context) = (task, context);
        Threads = threads > 0 ? threads : Environment.ProcessorCount;
        device = Devices.ForTorch(wish, context.Progress);
        threadsBefore = torch.get_num_threads();
        torch.set_num_threads(Threads);
    }

    public string Name => OptionsJson.NameOf(TimedRuntime.Torch);

    public DeviceChoice Device => OnGpu ? DeviceChoice.Cuda : DeviceChoice.Cpu;

    public int Threads { get; }

    public (string Library, string Version) Version => ("libtorch", LibTorch.Version() ?? "unknown");

    private bool OnGpu => device.type == DeviceType.CUDA;

    public long Bytes(string model) => ModelFiles.WeightBytes(Folder(model));

    public ILoadedModel Open(string model) => task.Open(model, ModelFiles.Load(Folder(model), device));

    public void Dispose() => torch.set_num_threads(threadsBefore);

    private string Folder(string model) => context.Input(model + CheckpointSuffix).Folder;
}
