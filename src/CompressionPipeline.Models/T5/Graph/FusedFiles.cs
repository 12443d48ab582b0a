using System.Runtime.InteropServices;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// Writes the fused decoder that <c>Seq2SeqSession</c> prefers: two graphs, the vocabulary's rows, a description.
/// </summary>
internal static class FusedFiles
{
    private const string Step = "decoder_fused.onnx";
    private const string Memory = "decoder_fused_memory.onnx";
    private const string Vocabulary = "decoder_fused.bin";
    private const string Description = "decoder_fused.json";

    public static IReadOnlyList<string> Names { get; } = [Step, Memory, Vocabulary, Description];

    // GroupQueryAttention asks for it.
    private const int HeadWidthStep = 8;

    /// <summary>
    /// Writes nothing for heads of another width than a multiple of 8, for a decoder without any self-attention or without
    /// any cross-attention, or for rows of 2 GiB and more, which no array holds.
    /// </summary>
    public static void Write(string folder, T5GraphSource source)
    {
        var (config, path) = (source.Config, Path.Combine(folder, Vocabulary));
        var attends = config.Decoder.Any(layer => layer.Heads.Count > 0) && config.Decoder.Any(layer => layer.CrossHeads > 0);
        var bytes = (long)config.VocabSize * config.DModel * sizeof(float) * (config.TieWordEmbeddings ? 1 : 2);
        if (config.DKv % HeadWidthStep != 0 || !attends || bytes > int.MaxValue)
            return;
        AtomicFile.Write(path, stream =>
        {
            stream.Write(MemoryMarshal.AsBytes<float>(source.Tensors["shared.weight"].ToFloats()));
            if (!config.TieWordEmbeddings)
                stream.Write(MemoryMarshal.AsBytes<float>(source.Tensors["lm_head.weight"].ToFloats()));
        });
        OnnxModelFile.Write(Path.Combine(folder, Memory), FusedDecoderGraph.Memory(source));
        OnnxModelFile.Write(Path.Combine(folder, Step), FusedDecoderGraph.Step(source));
        // Last, because a folder with it is used.
        AtomicFile.WriteText(Path.Combine(folder, Description), JsonSerializer.Serialize(new
        {
            version = 2,
            rows = config.VocabSize,
            width = config.DModel,
            tied = config.TieWordEmbeddings,
            max_distance = config.RelativeAttentionMaxDistance,
            // Which files go together: one of another export is noticed.
            sha256 = new[] { T5Graphs.Encoder, Step, Memory, Vocabulary }.ToDictionary(
                name => name, name => Digest.OfFile(Path.Combine(folder, name)).Hex),
        }) + "\n");
    }
}
