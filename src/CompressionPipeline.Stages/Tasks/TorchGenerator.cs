using System.Diagnostics;
using CompressionPipeline.Models.T5;
using TorchSharp;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>A checkpoint that generates on libtorch, operator by operator and greedily.</summary>
internal sealed class TorchGenerator(string name, T5Model model) : ILoadedModel
{
    public string Name => name;

    public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
    {
        var laps = new List<double>(outputLength + 1);
        var start = Stopwatch.GetTimestamp();
        var last = start;
        Generation.Greedy(
            model, sources, maxNewTokens: outputLength, minNewTokens: outputLength, phaseDone: Lap, cancellation: cancellation);
        var total = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new(total, laps[0], laps[1], laps.Skip(2).Average(lap => (double?)lap));

        void Lap()
        {
            // The processor only hands work to the GPU; the phase is over when the GPU has done it.
            if (model.Device.type == DeviceType.CUDA)
                torch.cuda.synchronize();
            var now = Stopwatch.GetTimestamp();
            laps.Add(Stopwatch.GetElapsedTime(last, now).TotalMilliseconds);
            last = now;
        }
    }

    public void Dispose() => model.Dispose();
}
