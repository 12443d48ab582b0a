using System.Globalization;
using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// The cache of a decoder as its graph declares it: never computed from the width of the model, which pruned heads do not follow.
/// </summary>
/// <param name="SelfHeads">Self-attention heads per decoder layer; 0 where the layer has none, -1 where the graph leaves them
/// open.</param>
/// <param name="CrossHeads">Cross-attention heads per decoder layer; 0 where the layer has none, -1 where the graph leaves them
/// open.</param>
/// <param name="HeadWidth">Width of a head (d_kv).</param>
/// <param name="VocabularySize">Width of the logits.</param>
public sealed record Seq2SeqShape(IReadOnlyList<int> SelfHeads, IReadOnlyList<int> CrossHeads, int HeadWidth, int VocabularySize)
{
    /// <summary>Decoder layers.</summary>
    public int Layers => SelfHeads.Count;

    internal static Seq2SeqShape Of(InferenceSession decoderWithPast, string path)
    {
        var hasLogits = decoderWithPast.OutputMetadata.TryGetValue("logits", out var logits);
        if (!hasLogits || logits!.ElementType != typeof(float) || logits.Dimensions[^1] <= 0)
            throw Unknown(path, "its output 'logits' is not of 32-bit floats with a fixed width");
        return Of(decoderWithPast, path, logits.Dimensions[^1]);
    }

    internal static Seq2SeqShape Of(InferenceSession decoderWithPast, string path, int vocabulary)
    {
        var inputs = decoderWithPast.InputMetadata;
        var layers = inputs.Keys.Select(CacheNames.LayerOf).Append(-1).Max() + 1;
        if (layers == 0)
            throw Unknown(path, $"it has no input {CacheNames.Past(0, "decoder", "key")}");
        var (self, cross) = (Heads(inputs, layers, "decoder"), Heads(inputs, layers, "encoder"));
        var width = inputs.First(input => CacheNames.LayerOf(input.Key) >= 0).Value.Dimensions[3];
        return new(self, cross, width, vocabulary);
    }

    /// <summary>The graph of the first step, whose cache and logits are those of the next steps.</summary>
    /// <exception cref="PipelineException">They are not; the session is closed.</exception>
    internal InferenceSession Fitting(InferenceSession decoder, string path)
    {
        var outputs = decoder.OutputMetadata;
        string[] cache = [.. Names("decoder", CacheNames.Present), .. Names("encoder", CacheNames.Present)];
        var layers = outputs.Keys.Where(name => name.StartsWith("present.", StringComparison.Ordinal));
        if (layers.ToHashSet().SetEquals(cache) && outputs["logits"].Dimensions[^1] == VocabularySize)
            return decoder;
        decoder.Dispose();
        throw new PipelineException(
            $"{path} is of another model than {ExportFiles.DecoderWithPast} beside it: they differ in layers or vocabulary. "
            + "Export the model again.");
    }

    /// <summary>
    /// The names of a part of the cache in the order in which it is kept: key and value of each layer that has that part.
    /// </summary>
    /// <param name="part"><c>decoder</c> for self-attention, <c>encoder</c> for cross-attention.</param>
    /// <param name="name"><see cref="CacheNames.Past"/> or <see cref="CacheNames.Present"/>.</param>
    internal string[] Names(string part, Func<int, string, string, string> name) =>
    [
        .. (part == "decoder" ? SelfHeads : CrossHeads).Index().Where(layer => layer.Item != 0)
            .SelectMany(layer => new[] { name(layer.Index, part, "key"), name(layer.Index, part, "value") }),
    ];

    private static int[] Heads(IReadOnlyDictionary<string, NodeMetadata> inputs, int layers, string part) =>
        [.. Enumerable.Range(0, layers).Select(i => CacheNames.Past(i, part, "key"))
            .Select(name => inputs.TryGetValue(name, out var past) ? past.Dimensions[1] : 0)];

    private static PipelineException Unknown(string path, string why) => new(
        $"{path} is not a decoder with past in Optimum's layout: {why}. "
        + "Export the model again (text2text-generation-with-past, 32-bit floats).");
}

internal static class CacheNames
{
    public static string Past(int layer, string part, string kind) => $"past_key_values.{Number(layer)}.{part}.{kind}";

    public static string Present(int layer, string part, string kind) => $"present.{Number(layer)}.{part}.{kind}";

    /// <summary>The decoder layer that an input is part of the cache of; -1 for every other input.</summary>
    public static int LayerOf(string input) =>
        input.Split('.') is ["past_key_values", var layer, _, _]
            && int.TryParse(layer, CultureInfo.InvariantCulture, out var index)
            ? index
            : -1;

    private static string Number(int layer) => layer.ToString(CultureInfo.InvariantCulture);
}
