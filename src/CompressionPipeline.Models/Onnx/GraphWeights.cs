using CompressionPipeline.Models.Checkpoints;

namespace CompressionPipeline.Models.Onnx;

/// <summary>
/// A checkpoint's tensors as a graph wants them: transposed once and for all, and joined where one product serves several.
/// </summary>
internal sealed class GraphWeights(GraphBuilder graph, CheckpointTensors tensors)
{
    /// <summary>A tensor as it is.</summary>
    public Value Whole(string name) => graph.Weight(name, tensors[name].ToFloats, tensors[name].Shape);

    /// <summary>A tensor times a number.</summary>
    public Value Scaled(string name, float factor) => graph.Weight(
        $"{name}.scaled",
        () => Array.ConvertAll(tensors[name].ToFloats(), value => value * factor),
        tensors[name].Shape);

    /// <summary>
    /// Projections (out, in) of the same input as one matrix (in, sum of out), so that <c>x @ W</c> serves all of them.
    /// </summary>
    public Value Projection(string label, params IReadOnlyList<string> names)
    {
        var width = (int)tensors[names[0]].Shape[1];
        var outputs = names.Sum(Outputs);
        return graph.Weight(label, () => Join(names, width, outputs), width, outputs);
    }

    /// <summary>Vectors one behind the other.</summary>
    public Value Vector(string label, params IReadOnlyList<string> names) =>
        graph.Weight(label, () => [.. names.SelectMany(name => tensors[name].ToFloats())], names.Sum(Outputs));

    private int Outputs(string name) => (int)tensors[name].Shape[0];

    private float[] Join(IReadOnlyList<string> names, int width, int outputs)
    {
        var joined = new float[width * outputs];
        var first = 0;
        foreach (var name in names)
        {
            var rows = tensors[name].ToFloats();
            var count = Outputs(name);
            for (var row = 0; row < count; row++)
            {
                for (var column = 0; column < width; column++)
                    joined[(column * outputs) + first + row] = rows[(row * width) + column];
            }
            first += count;
        }
        return joined;
    }
}
