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
        var digest = Digest.OfFile(path).Hex;
        OnnxModelFile.Write(Path.Combine(folder, Memory), Marked(FusedDecoderGraph.Memory(source), digest));
        OnnxModelFile.Write(Path.Combine(folder, Step), Marked(FusedDecoderGraph.Step(source), digest));
        // Last, because a folder with it is used.
        AtomicFile.WriteText(Path.Combine(folder, Description), JsonSerializer.Serialize(new
        {
            version = 1,
            step = Step,
            memory = Memory,
            vocabulary = Vocabulary,
            vocabulary_sha256 = digest,
            rows = config.VocabSize,
            width = config.DModel,
            tied = config.TieWordEmbeddings,
            max_distance = config.RelativeAttentionMaxDistance,
        }) + "\n");
    }

    // Which rows a graph goes with: a file of another export is noticed.
    private static ModelProto Marked(ModelProto model, string digest)
    {
        model.MetadataProps.Add(new StringStringEntryProto { Key = "vocabulary_sha256", Value = digest });
        return model;
    }
}
