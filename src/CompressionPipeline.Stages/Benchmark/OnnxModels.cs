using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>Exports on ONNX Runtime.</summary>
internal sealed class OnnxModels(ITask task, StageContext context, DeviceChoice wish, int threads) : IModelRuntime
{
    private DeviceChoice? device;

    public string Name => OptionsJson.NameOf(TimedRuntime.Onnxruntime);

    public DeviceChoice Device => device ?? wish;

    public int Threads => threads > 0 ? threads : Environment.ProcessorCount;

    public (string Library, string Version) Version => ("onnxruntime", OrtEnv.Instance().GetVersionString());

    public long Bytes(string model) => ModelFiles.GraphBytes(context.Input(model).Folder);

    public ILoadedModel Open(string model)
    {
        var settings = new SessionSettings { Device = Devices.ForInference(Device), Threads = threads };
        var opened = task.Open(model, context.Input(model).Folder, settings);
        if (device is null && opened.DeviceRemark is { } remark)
            context.Progress.Info(remark);
        device = opened.Device == Inference.Device.Cuda ? DeviceChoice.Cuda : DeviceChoice.Cpu;
        return opened;
    }

    public void Dispose() { }
}
