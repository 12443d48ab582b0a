using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using CompressionPipeline.Stages.Tasks;

namespace Benchmarks.Study;

/// <summary>One exported model with random weights in a folder of its own, and sessions of it.</summary>
internal sealed class StudyModel : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("compression-pipeline-study-");
    public StudyModel(string shape, int sourceLength, int threads)
    {
        Threads = threads;
        var config = T5Config.Shape(shape);
        using (var model = T5Model.Initialize(config, seed: 1))
            T5Checkpoint.Save(model, folder.FullName);
        T5Graphs.Export(folder.FullName, Directory.CreateDirectory(Graphs).FullName);
        Sources = new([.. RandomPairs.Make(64, sourceLength, 1, config.VocabSize).Select(pair => pair.Source)], sourceLength, endOfSequence: 1);
    }

    public int Threads { get; }

    public PinnedSources Sources { get; }

    private string Graphs => Path.Combine(folder.FullName, "onnx");

    public Seq2SeqSession Open() => Seq2SeqSession.Open(Graphs, new() { Device = Device.Cpu, Threads = Threads });

    public void Dispose() => folder.Delete(recursive: true);
}
