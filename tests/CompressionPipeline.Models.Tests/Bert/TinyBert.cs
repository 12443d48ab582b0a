using CompressionPipeline.Models.Bert;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Bert;

/// <summary>Models of a size that a test can run in a blink, with every weight random: zeros would hide what is added.</summary>
internal static class TinyBert
{
    public static readonly int[][] Texts = [[2, 5, 6, 7, 8, 9, 10, 3], [2, 9, 3]];

    public static BertConfig Bert { get; } = new()
    {
        ModelType = BertConfig.Bert,
        VocabSize = 24,
        HiddenSize = 16,
        NumHiddenLayers = 3,
        NumAttentionHeads = 4,
        IntermediateSize = 12,
        MaxPositionEmbeddings = 10,
        HiddenDropoutProb = 0,
        AttentionProbsDropoutProb = 0,
        InitializerRange = 0.3,
        Labels = ["no", "perhaps", "yes"],
    };

    public static BertConfig Roberta { get; } = Bert with
    {
        ModelType = BertConfig.Roberta, MaxPositionEmbeddings = 12, TypeVocabSize = 1, LayerNormEps = 1e-5, PadTokenId = 1,
    };

    public static Dictionary<string, BertConfig> Configs { get; } = new()
    {
        ["bert"] = Bert, ["roberta"] = Roberta, ["bert, tanh gelu"] = Bert with { HiddenAct = "gelu_new" },
        ["bert, one type"] = Bert with { TypeVocabSize = 1 },
        ["roberta, relu, regression"] = Roberta with { HiddenAct = "relu", Labels = ["score"] },
    };

    public static BertModel Model(BertConfig config, long seed = 1)
    {
        var model = BertModel.Initialize(config, seed);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed + 100);
        foreach (var parameter in model.parameters())
            parameter.add_(empty(parameter.shape).normal_(0, 0.2, generator));
        model.eval();
        return model;
    }

    /// <summary>Rows of ids filled up with the pad.</summary>
    public static Tensor Rows(BertConfig config, IReadOnlyList<int[]> rows)
    {
        var width = rows.Max(row => row.Length);
        return tensor(
            rows.SelectMany(row => row.Concat(Enumerable.Repeat(config.PadTokenId, width - row.Length)).Select(id => (long)id))
                .ToArray(),
            [rows.Count, width]);
    }

    /// <summary>Each row's second half as a second text; null of a model with one type.</summary>
    public static Tensor? Types(BertConfig config, IReadOnlyList<int[]> rows) => config.TypeVocabSize == 1
        ? null
        : tensor(rows.SelectMany(row => Enumerable.Range(0, rows.Max(one => one.Length)).Select(i => i > 4 ? 1L : 0L)).ToArray(),
            [rows.Count, rows.Max(row => row.Length)]);

    public static Tensor Logits(BertModel model, Masks.MaskTensors? masks = null, ICollection<Tensor>? states = null) =>
        model.Logits(Rows(model.Config, Texts), Ids.Mask(Texts), Types(model.Config, Texts), masks, states);
}
