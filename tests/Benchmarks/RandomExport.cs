using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace Benchmarks;

/// <summary>A T5 with random weights, always the same ones, in a temporary folder: for time they are as good as any.</summary>
internal sealed class RandomExport : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RandomExport(T5Config config)
    {
        using (var model = T5Model.Initialize(config, seed: 1))
            T5Checkpoint.Save(model, folder.Folder("checkpoint"));
        T5Graphs.Export(Checkpoint, folder.Folder("onnx"));
    }

    /// <summary>The checkpoint's folder.</summary>
    public string Checkpoint => folder.File("checkpoint");

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
