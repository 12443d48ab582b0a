using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Tasks;

namespace Benchmarks.Study;

/// <summary>One exported model with random weights in a folder of its own, and sessions of it.</summary>
internal sealed class StudyModel : IDisposable
{
    private readonly DecodeExport export;

    public StudyModel(string shape, int sourceLength, int threads)
    {
        Threads = threads;
        var config = T5Config.Shape(shape);
        export = new(config);
        Sources = new(
            [.. RandomPairs.Make(64, sourceLength, 1, config.VocabSize).Select(pair => pair.Source)], sourceLength,
            endOfSequence: 1);
    }

    public int Threads { get; }

    public PinnedSources Sources { get; }

    public Seq2SeqSession Open() => Seq2SeqSession.Open(export.Graphs, new() { Device = Device.Cpu, Threads = Threads });

    public void Dispose() => export.Dispose();
}
