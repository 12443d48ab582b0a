namespace CompressionPipeline.Models.Onnx;

public sealed partial class GraphBuilder
{
    private readonly GraphBuilder? outer;

    private GraphBuilder(string name, GraphBuilder outer) : this(name) => this.outer = outer;

    /// <summary>
    /// A graph that <see cref="Either"/> runs. It reads this graph's inputs and weights, has no inputs of its own, and its
    /// weights lie in this graph.
    /// </summary>
    /// <exception cref="InvalidOperationException">This graph is itself a branch.</exception>
    public GraphBuilder Branch(string name) =>
        outer is null ? new(name, this) : throw new InvalidOperationException("A branch has no branches.");

    /// <summary>Runs one of two branches, and makes their outputs this graph's outputs.</summary>
    /// <param name="condition">Which one; a single truth value.</param>
    /// <param name="whenTrue">The branch for true.</param>
    /// <param name="whenFalse">The branch for false, with outputs of the same names, types and declared shapes.</param>
    /// <exception cref="ArgumentException">The branches' outputs differ, or a branch is not this graph's.</exception>
    public void Either(Value condition, GraphBuilder whenTrue, GraphBuilder whenFalse)
    {
        if (whenTrue.outer != this || whenFalse.outer != this)
            throw new ArgumentException($"Both branches must be made by the graph '{name}'.", nameof(whenFalse));
        if (!whenTrue.Declared.SequenceEqual(whenFalse.Declared))
            throw new ArgumentException($"The branches of '{name}' have other outputs than each other.", nameof(whenFalse));
        var made = Add("If", [Expect(condition, ElementType.Bool)], [.. whenTrue.outputs.Select(output => output.Value.Type)],
            NodeAttribute.Graph("then_branch", whenTrue.Graph()), NodeAttribute.Graph("else_branch", whenFalse.Graph()));
        foreach (var (value, output) in made.Zip(whenTrue.outputs))
            Output(output.Value.Name, value, output.Shape);
    }

    private IEnumerable<(string Name, ElementType Type, string Shape)> Declared =>
        outputs.Select(output => (output.Value.Name, output.Value.Type, output.Shape));
}
