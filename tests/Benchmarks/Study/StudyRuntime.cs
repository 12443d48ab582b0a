using System.Diagnostics;
using CompressionPipeline.Inference;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using DeviceChoice = CompressionPipeline.Stages.DeviceChoice;

namespace Benchmarks.Study;

/// <summary>
/// One model under two names, the candidate working in vain for a share of its own time, so that it is known how much slower it
/// is.
/// </summary>
internal sealed class StudyRuntime(StudyModel model, double slowdown) : IModelRuntime
{
    public string Name => "onnxruntime";

    public DeviceChoice Device => DeviceChoice.Cpu;

    public int Threads => model.Threads;

    public (string Library, string Version) Version => ("onnxruntime", "");

    public long Bytes(string model) => 0;

    public ILoadedModel Open(string name) => new Loaded(name, model.Open(), name == Latencies.Variant ? slowdown : 0);

    public void Dispose() { }

    private sealed class Loaded(string name, Seq2SeqSession session, double slowdown) : ILoadedModel
    {
        public string Name => name;

        public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
        {
            var timing = session.Generate(
                sources, new DecodeSettings { MinNewTokens = outputLength, MaxNewTokens = outputLength }, cancellation).Timing;
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed.TotalMilliseconds < slowdown * timing.TotalMilliseconds) { }
            var vain = slowdown > 0 ? watch.Elapsed.TotalMilliseconds : 0;
            return new(
                timing.TotalMilliseconds + vain, timing.EncoderMilliseconds, timing.FirstTokenMilliseconds,
                timing.TokenMilliseconds.Average());
        }

        public void Dispose() => session.Dispose();
    }
}
