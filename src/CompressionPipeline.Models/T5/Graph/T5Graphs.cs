using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>Writes T5 in Optimum's layout (text2text-generation-with-past), which other people's runtimes load.</summary>
public static class T5Graphs
{
    internal const string Encoder = "encoder_model.onnx";
    internal const string Decoder = "decoder_model.onnx";
    internal const string DecoderWithPast = "decoder_with_past_model.onnx";

    /// <summary>The three graphs' file names.</summary>
    public static IReadOnlyList<string> Files { get; } = [Encoder, Decoder, DecoderWithPast];

    /// <summary>Writes the graphs of a Hugging Face checkpoint and copies its configuration beside them; the tokenizer is not touched.</summary>
    /// <returns>The model's parameters; a tied head is counted once.</returns>
    /// <exception cref="PipelineException">The checkpoint is not whole, or the output cannot be written.</exception>
    public static long Export(string checkpointFolder, string outputFolder)
    {
        var config = T5Config.Read(checkpointFolder);
        var tensors = CheckpointTensors.Read(checkpointFolder);
        Write(new(config, tensors), outputFolder);
        foreach (var name in new[] { T5Config.FileName, Checkpoint.GenerationConfigName }.Where(name => File.Exists(Path.Combine(checkpointFolder, name))))
            File.Copy(Path.Combine(checkpointFolder, name), Path.Combine(outputFolder, name), overwrite: true);
        return tensors.Count(config.TieWordEmbeddings);
    }

    internal static void Write(T5GraphSource source, string folder)
    {
        OnnxModelFile.Write(Path.Combine(folder, Encoder), EncoderGraph.Build(source));
        OnnxModelFile.Write(Path.Combine(folder, Decoder), DecoderGraph.First(source));
        OnnxModelFile.Write(Path.Combine(folder, DecoderWithPast), DecoderGraph.Next(source));
    }
}
