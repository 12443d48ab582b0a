using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;

namespace Benchmarks.Fuzzing;

/// <summary>An export that somebody hands in.</summary>
internal static class OnnxReader
{
    private const string Changed = "decoder_with_past_model.onnx", Description = "decoder_fused.json";

    private static readonly string[] Words =
        [
            "past_key_values.0.decoder.key", "past_key_values.1.encoder.value", "past_key_values.2147483647.a.b", "logits",
            "present.0.decoder.key", "MatMul", "Softmax"];

    private static readonly string[] DescriptionWords =
        [
            "\"version\"", "\"rows\"", "\"width\"", "\"tied\"", "\"max_distance\"", "\"sha256\"", "\"decoder_fused.onnx\"",
            "\"decoder_fused.bin\""];

    public static FuzzedReader Onnx(string folder)
    {
        Export(folder, headWidth: 4);
        return new(Changed, [File.ReadAllBytes(Path.Combine(folder, Changed))], Words, at =>
            Seq2SeqSession.Open(at, new() { Device = Device.Cpu, Threads = 1 }).Dispose());
    }

    /// <summary>What describes the fused decoder: whatever is changed in it, no other id is written.</summary>
    public static FuzzedReader Fused(string folder)
    {
        Export(folder, headWidth: 8);
        var expected = Ids(folder);
        return new(Description, [File.ReadAllBytes(Path.Combine(folder, Description))], DescriptionWords, at =>
        {
            if (!Ids(at).SequenceEqual(expected))
                throw new InvalidOperationException("Other ids.");
        });
    }

    private static int[] Ids(string folder)
    {
        using var session = Seq2SeqSession.Open(folder, new() { Device = Device.Cpu, Threads = 1 });
        return session.Generate([[5, 6, 7, 1]], new() { MaxNewTokens = 20, MinNewTokens = 20 }).Ids[0];
    }

    private static void Export(string folder, int headWidth)
    {
        var config = T5Config.Shape("tiny") with
        {
            VocabSize = 8, DModel = 8, DFf = 8, DKv = headWidth, NumHeads = 2, NumLayers = 1, NumDecoderLayers = 2,
            RelativeAttentionNumBuckets = 8, RelativeAttentionMaxDistance = 16,
        };
        var checkpoint = Directory.CreateDirectory(Path.Combine(folder, "checkpoint")).FullName;
        using (var model = T5Model.Initialize(config, seed: 1))
            T5Checkpoint.Save(model, checkpoint);
        T5Graphs.Export(checkpoint, folder, screened: true);
        config.Write(folder);
    }
}
