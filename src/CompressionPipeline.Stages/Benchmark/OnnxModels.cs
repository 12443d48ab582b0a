using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using CompressionPipeline.Verdicts.Results;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>Exports on ONNX Runtime.</summary>
internal sealed class OnnxModels(StageContext context, DeviceChoice wish, int threads) : IModelRuntime
{
    private DeviceChoice? device;

    public string Name => TimedRuntime.Onnxruntime.Name();

    public DeviceChoice Device => device ?? wish;

    public int Threads => threads > 0 ? threads : Environment.ProcessorCount;

    public (string Library, string Version) Version => ("onnxruntime", OrtEnv.Instance().GetVersionString());

    public long Bytes(string model) => ModelFiles.GraphBytes(context.Input(model).Folder);

    public ILoadedModel Open(string model)
    {
        var settings = new SessionSettings { Device = Devices.ForInference(Device), Threads = threads };
        var session = Seq2SeqSession.Open(context.Input(model).Folder, settings);
        if (device is null && session.DeviceRemark is { } remark)
            context.Progress.Info(remark);
        device = session.Device == Inference.Device.Cuda ? DeviceChoice.Cuda : DeviceChoice.Cpu;
        return new Loaded(model, session);
    }

    public void Dispose() { }

    private sealed class Loaded(string name, Seq2SeqSession session) : ILoadedModel
    {
        public string Name => name;

        public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
        {
            var pinned = new DecodeSettings { MinNewTokens = outputLength, MaxNewTokens = outputLength };
            var timing = session.Generate(sources, pinned, cancellation).Timing;
            return new(
                timing.TotalMilliseconds, timing.EncoderMilliseconds, timing.FirstTokenMilliseconds,
                timing.TokenMilliseconds.Average());
        }

        public void Dispose() => session.Dispose();
    }
}
