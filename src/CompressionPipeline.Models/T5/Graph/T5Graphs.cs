using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>Writes T5 in Optimum's layout (text2text-generation-with-past), which other people's runtimes load.</summary>
public static class T5Graphs
{
    /// <summary>
    /// Writes the graphs of a Hugging Face checkpoint and writes its configuration beside them; the tokenizer is not touched.
    /// </summary>
    /// <param name="checkpointFolder">The checkpoint.</param>
    /// <param name="outputFolder">Where the graphs go.</param>
    /// <param name="merged">Whether <see cref="ExportFiles.MergedDecoder"/> is written too; it is as large as one
    /// decoder.</param>
    /// <param name="precision">How matrices are written; in 8 bits the graphs need ONNX Runtime's own operators.</param>
    /// <param name="screened">Whether a head in 32 bits lies beside the fused decoder's graph, where a session screens it; null
    /// decides by its size.</param>
    /// <exception cref="PipelineException">The checkpoint is not whole, or the output cannot be written.</exception>
    public static void Export(
        string checkpointFolder, string outputFolder, bool merged = false, Precision precision = Precision.Fp32,
        bool? screened = null)
    {
        var files = T5Files.Read(checkpointFolder);
        var source = new T5GraphSource(
            files.Config, new(files.Tensors, files.WeightsPath), precision, screened ?? FusedFiles.ScreeningPays(files.Config));
        OnnxModelFile.Write(Path.Combine(outputFolder, ExportFiles.Encoder), EncoderGraph.Build(source));
        OnnxModelFile.Write(Path.Combine(outputFolder, ExportFiles.Decoder), DecoderGraph.First(source));
        OnnxModelFile.Write(Path.Combine(outputFolder, ExportFiles.DecoderWithPast), DecoderGraph.Next(source));
        if (merged)
            OnnxModelFile.Write(Path.Combine(outputFolder, ExportFiles.MergedDecoder), DecoderGraph.Merged(source));
        FusedFiles.Write(outputFolder, source);
        files.Config.Write(outputFolder);
        T5GenerationConfig.Write(outputFolder, files.Config, files.Generation);
    }
}
