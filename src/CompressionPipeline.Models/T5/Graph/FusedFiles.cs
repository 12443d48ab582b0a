using System.Runtime.InteropServices;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// Writes the fused decoder that <c>Seq2SeqSession</c> prefers: two graphs and a description. The rows of a large embedding and
/// head in 32-bit floats lie beside the graphs, because screening reads only a quarter of the head's bytes, and a graph of the
/// head serves beam search, which needs all logits. Else embedding and head are part of the graph, as in Optimum's layout.
/// </summary>
internal static class FusedFiles
{
    // GroupQueryAttention asks for it.
    private const int HeadWidthStep = 8;

    // Up to so many weights, the product of all rows takes about as long as screening them, and less where texts or threads share
    // it (docs/LOG.md).
    private const long SmallHead = 1 << 20;

    /// <summary>Whether a head in 32 bits is so large that screening it, which reads a part of it, is faster.</summary>
    public static bool ScreeningPays(T5Config config) => (long)config.VocabSize * config.DModel > SmallHead;

    /// <summary>Whether the graph contains embedding and head.</summary>
    public static bool IsWhole(T5GraphSource source) => source.Precision != Precision.Fp32 || !source.Screened;

    /// <summary>
    /// Writes nothing for heads of another width than a multiple of 8, for a decoder without any self-attention or without
    /// any cross-attention, or for rows of 32 bits that take 2 GiB and more, which no array holds.
    /// </summary>
    public static void Write(string folder, T5GraphSource source)
    {
        var config = source.Config;
        var attends = config.Decoder.Any(layer => layer.Heads.Count > 0) && config.Decoder.Any(layer => layer.CrossHeads > 0);
        var bytes = (long)config.VocabSize * config.DModel * sizeof(float) * (config.TieWordEmbeddings ? 1 : 2);
        if (config.DKv % HeadWidthStep != 0 || !attends || (!IsWhole(source) && bytes > int.MaxValue))
            return;
        if (!IsWhole(source))
        {
            WriteVocabulary(Path.Combine(folder, ExportFiles.FusedVocabulary), source);
            OnnxModelFile.Write(Path.Combine(folder, ExportFiles.FusedHead), FusedDecoderGraph.Head(source));
        }
        OnnxModelFile.Write(Path.Combine(folder, ExportFiles.FusedMemory), FusedDecoderGraph.CrossProjection(source));
        OnnxModelFile.Write(Path.Combine(folder, ExportFiles.FusedStep), FusedDecoderGraph.Step(source));
        // Digests of the files, so that one of another export is noticed.
        string[] files =
        [
            .. ExportFiles.Graphs, ExportFiles.FusedStep, ExportFiles.FusedMemory,
            .. IsWhole(source) ? [] : new[] { ExportFiles.FusedHead, ExportFiles.FusedVocabulary },
        ];
        // Written last, because a folder that has it is used.
        AtomicFile.WriteText(Path.Combine(folder, ExportFiles.FusedDescription), JsonSerializer.Serialize(new
        {
            version = 2,
            rows = config.VocabSize,
            width = config.DModel,
            tied = config.TieWordEmbeddings,
            max_distance = config.RelativeAttentionMaxDistance,
            sha256 = files.ToDictionary(name => name, name => Digest.OfFile(Path.Combine(folder, name)).Hex),
        }) + "\n");
    }

    private static void WriteVocabulary(string path, T5GraphSource source)
    {
        AtomicFile.Write(path, stream =>
        {
            stream.Write(MemoryMarshal.AsBytes<float>(source.Tensors["shared.weight"].ToFloats()));
            if (!source.Config.TieWordEmbeddings)
                stream.Write(MemoryMarshal.AsBytes<float>(source.Tensors["lm_head.weight"].ToFloats()));
        });
    }
}
