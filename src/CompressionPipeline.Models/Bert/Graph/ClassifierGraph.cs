using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.Bert.Graph;

/// <summary>
/// <c>model.onnx</c>: ids to one logit for each label. B batch, S tokens, H heads, D width of a head, C width of the model.
/// </summary>
internal sealed class ClassifierGraph(BertConfig config, CheckpointTensors tensors, Precision precision)
{
    private const string Texts = "batch_size, sequence_length";
    private const float Forbidden = -1e9f;

    private static readonly string[] Projections = ["query", "key", "value"];

    private readonly GraphBuilder graph = new($"{config.ModelType}-classifier");

    public ModelProto Build()
    {
        var ids = graph.Input("input_ids", ElementType.Int64, Texts);
        var mask = graph.Input("attention_mask", ElementType.Int64, Texts);
        var types = config.IsRoberta || config.TypeVocabSize == 1
            ? null
            : graph.Input("token_type_ids", ElementType.Int64, Texts);

        var model = config.ModelType;
        var x = Embed(ids, types, $"{model}.embeddings"); // (B, S, C)
        var kept = graph.Cast(graph.Unsqueeze(mask, 1, 2), ElementType.Float);
        var bias = graph.Multiply(graph.Subtract(graph.Number(1), kept), graph.Number(Forbidden)); // (B, 1, 1, S)
        foreach (var (i, widths) in config.Layers.Index())
        {
            var layer = $"{model}.encoder.layer.{i}";
            using var scope = graph.Scope(layer);
            if (widths.Heads > 0)
                x = Attention(x, bias, $"{layer}.attention", widths.Heads);
            if (widths.Units > 0)
                x = FeedForward(x, layer);
        }
        var first = graph.Gather(x, graph.Integer(0), axis: 1); // (B, C)
        graph.Output("logits", Classifier(first), $"batch_size, {config.Labels.Count}");
        return graph.Build();
    }

    private GraphWeights Weights => field ??= new(graph, tensors, precision);

    private Value Embed(Value ids, Value? types, string name)
    {
        using var scope = graph.Scope(name);
        var words = Weights.Rows($"{name}.word_embeddings.weight", ids);
        var typed = types is null
            ? graph.Gather(Weights.Whole($"{name}.token_type_embeddings.weight"), graph.Integers(0), axis: 0) // (1, C)
            : Row($"{name}.token_type_embeddings.weight", types);
        var placed = Row($"{name}.position_embeddings.weight", Positions(ids));
        return Norm(graph.Add(graph.Add(words, typed), placed), $"{name}.LayerNorm");
    }

    // As BertEmbeddings: RoBERTa counts what is no padding, from behind the pad's own row.
    private Value Positions(Value ids)
    {
        if (!config.IsRoberta)
            return graph.Range(graph.Integer(0), graph.Size(ids, 1)); // (S)
        var padded = graph.Cast(graph.Equal(ids, graph.Integer(config.PadTokenId)), ElementType.Int64);
        var counted = graph.Subtract(graph.Integer(1), padded); // (B, S)
        return graph.Add(
            graph.Multiply(graph.CumulativeSum(counted, 1), counted), graph.Integer(config.PadTokenId));
    }

    private Value Row(string table, Value ids) => graph.Gather(Weights.Whole(table), ids, axis: 0);

    private Value Attention(Value x, Value bias, string name, int heads)
    {
        using var scope = graph.Scope("attention");
        var self = Projections.Select(part => $"{name}.self.{part}").ToList();
        var products = Weights.Project(x, $"{name}.self.qkv.weight", [.. self.Select(part => $"{part}.weight")]);
        var biases = Weights.Vector($"{name}.self.qkv.bias", [.. self.Select(part => $"{part}.bias")]);
        var joined = graph.Reshape(graph.Add(products, biases), 0, 0, 3 * heads, config.HeadWidth);
        var qkv = graph.Split(graph.Transpose(joined, 0, 2, 1, 3), axis: 1, heads, heads, heads); // (B, H, S, D) each
        var matches = graph.MatMul(qkv[0], graph.Transpose(qkv[1], 0, 1, 3, 2)); // (B, H, S, S)
        var scores = graph.Add(graph.Divide(matches, graph.Number((float)Math.Sqrt(config.HeadWidth))), bias);
        var mixed = graph.Transpose(graph.MatMul(graph.Softmax(scores), qkv[2]), 0, 2, 1, 3); // (B, S, H, D)
        return Output(x, graph.Reshape(mixed, 0, 0, heads * config.HeadWidth), $"{name}.output");
    }

    private Value FeedForward(Value x, string layer)
    {
        using var scope = graph.Scope("feed_forward");
        var inner = Linear(x, $"{layer}.intermediate.dense"); // (B, S, F)
        var activated = config.HiddenAct switch
        {
            "gelu" => graph.Gelu(inner),
            "gelu_new" => graph.GeluByTanh(inner),
            _ => graph.Relu(inner),
        };
        return Output(x, activated, $"{layer}.output");
    }

    private Value Output(Value x, Value inner, string name) =>
        Norm(graph.Add(Linear(inner, $"{name}.dense"), x), $"{name}.LayerNorm");

    private Value Classifier(Value first)
    {
        using var scope = graph.Scope("classifier");
        return config.IsRoberta
            ? Linear(graph.Tanh(Linear(first, "classifier.dense")), "classifier.out_proj")
            : Linear(graph.Tanh(Linear(first, "bert.pooler.dense")), "classifier");
    }

    private Value Linear(Value x, string name) =>
        graph.Add(Weights.Project(x, $"{name}.weight", $"{name}.weight"), Weights.Whole($"{name}.bias"));

    private Value Norm(Value x, string name) => graph.LayerNormalization(
        x, Weights.Whole($"{name}.weight"), Weights.Whole($"{name}.bias"), (float)config.LayerNormEps);
}
