using System.Globalization;
using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// The cache of a decoder as its graph declares it: never computed from the width of the model, which pruned heads do not
/// follow.
/// </summary>
/// <param name="SelfHeads">Self-attention heads per decoder layer; -1 where the graph leaves them open.</param>
/// <param name="CrossHeads">Cross-attention heads per decoder layer; -1 where the graph leaves them open.</param>
/// <param name="HeadWidth">Width of a head (d_kv).</param>
/// <param name="VocabularySize">Width of the logits.</param>
public sealed record Seq2SeqShape(IReadOnlyList<int> SelfHeads, IReadOnlyList<int> CrossHeads, int HeadWidth, int VocabularySize)
{
    /// <summary>Decoder layers.</summary>
    public int Layers => SelfHeads.Count;

    internal static Seq2SeqShape Of(InferenceSession decoderWithPast, string path)
    {
        var inputs = decoderWithPast.InputMetadata;
        var (self, cross) = (new List<int>(), new List<int>());
        var width = 0;
        for (var i = 0; inputs.TryGetValue(CacheNames.Past(i, "decoder", "key"), out var past); i++)
        {
            if (!inputs.TryGetValue(CacheNames.Past(i, "encoder", "key"), out var memory))
                throw Unknown(path, $"it has no input {CacheNames.Past(i, "encoder", "key")}");
            self.Add(past.Dimensions[1]);
            cross.Add(memory.Dimensions[1]);
            width = past.Dimensions[3];
        }
        if (self.Count == 0)
            throw Unknown(path, $"it has no input {CacheNames.Past(0, "decoder", "key")}");
        if (!decoderWithPast.OutputMetadata.TryGetValue("logits", out var logits)
            || logits.ElementType != typeof(float)
            || logits.Dimensions[^1] <= 0)
            throw Unknown(path, "its output 'logits' is not of 32-bit floats with a fixed width");
        return new(self, cross, width, logits.Dimensions[^1]);
    }

    private static PipelineException Unknown(string path, string why) => new(
        $"{path} is not a decoder with past in Optimum's layout: {why}. " +
        "Export the model again (text2text-generation-with-past, 32-bit floats).");
}

internal static class CacheNames
{
    public static string Past(int layer, string part, string kind) => $"past_key_values.{Number(layer)}.{part}.{kind}";

    public static string Present(int layer, string part, string kind) => $"present.{Number(layer)}.{part}.{kind}";

    /// <summary>
    /// The names of a part of the cache in the order in which it is kept: key and value of layer 0, of layer 1, ….
    /// </summary>
    public static string[] All(int layers, string part, Func<int, string, string, string> name) =>
        [.. Enumerable.Range(0, layers).SelectMany(i => new[] { name(i, part, "key"), name(i, part, "value") })];

    private static string Number(int layer) => layer.ToString(CultureInfo.InvariantCulture);
}
