using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace Benchmarks;

/// <summary>The graphs of a T5 in a temporary folder: a trained one, or random weights, always the same ones.</summary>
internal sealed class DecodeExport : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DecodeExport(T5Config config)
    {
        Config = config;
        Checkpoint = folder.Folder("checkpoint");
        using (var model = T5Model.Initialize(config, seed: 1))
            T5Checkpoint.Save(model, Checkpoint);
        T5Graphs.Export(Checkpoint, folder.Folder("onnx"));
    }

    public DecodeExport(string checkpoint)
    {
        Checkpoint = checkpoint;
        using (var model = T5Checkpoint.Load(checkpoint))
            Config = model.Config;
        T5Graphs.Export(Checkpoint, folder.Folder("onnx"));
    }

    public T5Config Config { get; }

    /// <summary>The checkpoint's folder.</summary>
    public string Checkpoint { get; }

    /// <summary>The folder of the ONNX graphs.</summary>
    public string Graphs => folder.File("onnx");

    /// <summary>Writes the graphs of the same weights in 8 bits, and names their folder.</summary>
    public string Quantize()
    {
        T5Graphs.Export(Checkpoint, folder.Folder("int8"), precision: Precision.Int8);
        return folder.File("int8");
    }

    public void Dispose() => folder.Dispose();
}
