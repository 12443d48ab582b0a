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

    /// <summary>Whether the fused decoder of <see cref="Graphs"/> leaves its head to screening.</summary>
    public bool IsScreened => FusedFiles.ScreeningPays(Config);

    /// <summary>Writes the graphs of the same weights in another way, and names their folder.</summary>
    public string Write(bool? screened = null, Precision precision = Precision.Fp32)
    {
        var graphs = folder.Folder($"{precision}-{screened}");
        T5Graphs.Export(Checkpoint, graphs, precision: precision, screened: screened);
        return graphs;
    }

    public void Dispose() => folder.Dispose();
}
