using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.Bert.Graph;

/// <summary>Writes a classifier in Optimum's layout (text-classification), which other people's runtimes load.</summary>
public static class BertGraphs
{
    /// <summary>
    /// Writes the graph of a Hugging Face checkpoint and writes its configuration beside it; the tokenizer is not touched.
    /// </summary>
    /// <exception cref="PipelineException">The checkpoint is not whole, or the output cannot be written.</exception>
    public static void Export(string checkpointFolder, string outputFolder, Precision precision = Precision.Fp32)
    {
        var files = BertFiles.Read(checkpointFolder);
        var graph = new ClassifierGraph(files.Config, new CheckpointTensors(files.Tensors, files.WeightsPath), precision);
        OnnxModelFile.Write(Path.Combine(outputFolder, ExportFiles.Classifier), graph.Build());
        files.Config.Write(outputFolder);
    }
}
