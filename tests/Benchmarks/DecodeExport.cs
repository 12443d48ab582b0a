using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace Benchmarks;

/// <summary>The graphs of a T5 in a temporary folder: a trained one, or random weights, always the same ones.</summary>
internal sealed class DecodeExport : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private string? graphs;

    public DecodeExport(T5Config config)
    {
        Config = config;
        Checkpoint = folder.Folder("checkpoint");
        using (var model = T5Model.Initialize(config, seed: 1))
            T5Checkpoint.Save(model, Checkpoint);
    }

    public DecodeExport(string checkpoint)
    {
        Checkpoint = checkpoint;
        using (var model = T5Checkpoint.Load(checkpoint))
            Config = model.Config;
    }

    public T5Config Config { get; }

    /// <summary>The checkpoint's folder.</summary>
    public string Checkpoint { get; }

    /// <summary>The folder of the ONNX graphs, written when they are first asked for.</summary>
    public string Graphs => graphs ??= Write();

    /// <summary>Whether the fused decoder of <see cref="Graphs"/> leaves its head to screening.</summary>
    public bool IsScreened => FusedFiles.ScreeningPays(Config);

    /// <summary>Writes the graphs in one way, and names their folder.</summary>
    public string Write(bool? screened = null, Precision precision = Precision.Fp32)
    {
        var written = folder.Folder($"{precision}-{screened}");
        T5Graphs.Export(Checkpoint, written, precision: precision, screened: screened);
        return written;
    }

    public void Dispose() => folder.Dispose();
}
