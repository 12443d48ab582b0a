using CompressionPipeline.Core;
using CompressionPipeline.Onnx;
using CompressionPipeline.T5;

namespace CompressionPipeline.Stages.Export;

/// <summary>Writes T5 in Optimum's layout (text2text-generation-with-past), which other people's runtimes load.</summary>
public static class T5Graphs
{
    internal const string Encoder = "encoder_model.onnx";
    internal const string Decoder = "decoder_model.onnx";
    internal const string DecoderWithPast = "decoder_with_past_model.onnx";

    private static readonly string[] SideFiles =
        [T5Config.FileName, "generation_config.json", "spiece.model", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"];

    /// <summary>The three graphs' file names.</summary>
    public static IReadOnlyList<string> Files { get; } = [Encoder, Decoder, DecoderWithPast];

    /// <summary>Writes the graphs of a Hugging Face checkpoint and copies what belongs beside them: configuration and tokenizer, as far as they are there.</summary>
    /// <exception cref="PipelineException">The checkpoint is not whole, or the output cannot be written.</exception>
    public static void Export(string checkpointFolder, string outputFolder)
    {
        Write(new(T5Config.Read(checkpointFolder), CheckpointTensors.Read(checkpointFolder)), outputFolder);
        CopySideFiles(checkpointFolder, outputFolder);
    }

    internal static void CopySideFiles(string checkpointFolder, string outputFolder)
    {
        foreach (var name in SideFiles.Where(name => File.Exists(Path.Combine(checkpointFolder, name))))
            AtomicFile.Write(Path.Combine(outputFolder, name), stream => stream.Write(File.ReadAllBytes(Path.Combine(checkpointFolder, name))));
    }

    internal static void Write(T5GraphSource source, string folder)
    {
        OnnxModelFile.Write(Path.Combine(folder, Encoder), EncoderGraph.Build(source));
        OnnxModelFile.Write(Path.Combine(folder, Decoder), DecoderGraph.First(source));
        OnnxModelFile.Write(Path.Combine(folder, DecoderWithPast), DecoderGraph.Next(source));
    }
}
