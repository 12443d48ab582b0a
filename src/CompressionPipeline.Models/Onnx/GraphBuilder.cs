using System.Globalization;

namespace CompressionPipeline.Models.Onnx;

/// <summary>Builds a graph in the order it computes. Every node and inner value gets a readable, unique name.</summary>
/// <param name="name">The graph's name.</param>
public sealed partial class GraphBuilder(string name)
{
    private readonly List<Node> nodes = [];
    private readonly List<ValueInfoProto> inputs = [];
    private readonly List<(Value Value, string Shape)> outputs = [];
    private readonly Dictionary<string, (Value Value, TensorProto Tensor)> initializers = new(StringComparer.Ordinal);
    private readonly HashSet<Value> used = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private string prefix = "";

    private sealed record Node(
        string Name, string Operator, Value?[] Inputs, Value?[] Outputs, AttributeProto[] Attributes, string Domain);

    /// <summary>Declares an input.</summary>
    /// <param name="name">Its name, unique in the graph.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="shape">Numbers are fixed dimensions, everything else names one that is known at run time only:
    /// <c>batch_size, 8, past + 1, 64</c>.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Value Input(string name, ElementType type, string shape)
    {
        inputs.Add(Info(name, type, shape));
        return new(this, Take(name), type);
    }

    /// <summary>Makes a value an output: whatever computed it now writes to this name.</summary>
    /// <exception cref="ArgumentException">The name is taken, or the value is an input, an initializer or an output
    /// already.</exception>
    public void Output(string name, Value value, string shape)
    {
        if (!nodes.Exists(node => node.Outputs.Contains(value)) || outputs.Exists(output => output.Value == value))
        {
            throw new ArgumentException(
                $"{value.Name} cannot become the output {name}: only a value that a node computes can, and only once.",
                nameof(value));
        }
        value.Name = Take(name);
        outputs.Add((value, shape));
    }

    /// <summary>Adds a node with any number of outputs.</summary>
    /// <param name="operator">The standard operator's name.</param>
    /// <param name="inputs">Its inputs; null leaves out an optional one.</param>
    /// <param name="types">The types of its outputs.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <exception cref="ArgumentException">An input belongs to another graph.</exception>
    public Value[] Add(string @operator, Value?[] inputs, ElementType[] types, params AttributeProto[] attributes) =>
        [.. Add("", @operator, inputs, Array.ConvertAll(types, type => (ElementType?)type), attributes).OfType<Value>()];

    /// <summary>Adds a node of an operator that ONNX Runtime knows beside the standard ones.</summary>
    /// <param name="operator">The operator's name in <see cref="MicrosoftDomain"/>.</param>
    /// <param name="inputs">Its inputs; null leaves out an optional one.</param>
    /// <param name="types">The types of its outputs; null leaves out an optional one.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <exception cref="ArgumentException">An input belongs to another graph.</exception>
    public Value?[] AddMicrosoft(string @operator, Value?[] inputs, ElementType?[] types, params AttributeProto[] attributes) =>
        Add(MicrosoftDomain, @operator, inputs, types, attributes);

    private Value?[] Add(
        string domain, string @operator, Value?[] inputs, ElementType?[] types, AttributeProto[] attributes)
    {
        if (Array.Find(inputs, input => input is not null && input.Graph != this && input.Graph != outer) is { } stranger)
            throw new ArgumentException($"{stranger.Name} belongs to another graph.", nameof(inputs));
        var label = Unique(prefix + @operator);
        Value?[] made = [.. types.Select((type, i) => type is { } known
            ? new Value(this, Take($"{label}_output_{i.ToString(CultureInfo.InvariantCulture)}"), known)
            : null)];
        nodes.Add(new(label, @operator, inputs, made, attributes, domain));
        (outer ?? this).used.UnionWith(inputs.OfType<Value>());
        return made;
    }

    /// <summary>Names the nodes that follow after a part of the model, until the result is disposed.</summary>
    /// <param name="part">For example <c>decoder.block.0</c>; nested scopes are joined with a slash.</param>
    public IDisposable Scope(string part)
    {
        var outer = prefix;
        prefix = $"{outer}{part}/";
        return new Leave(() => prefix = outer);
    }

    private string Take(string wanted) => outer?.names.Contains(wanted) != true && names.Add(wanted)
        ? wanted
        : throw new ArgumentException($"The graph '{name}' already has a value named {wanted}.", nameof(wanted));

    private string Unique(string stem)
    {
        var count = counts[stem] = counts.GetValueOrDefault(stem) + 1;
        return count == 1 ? stem : $"{stem}_{(count - 1).ToString(CultureInfo.InvariantCulture)}";
    }

    private static ValueInfoProto Info(string name, ElementType type, string shape) => new()
    {
        Name = name,
        Type = new() { TensorType = new() { ElemType = (int)type, Shape = Shape(shape) } },
    };

    private static TensorShapeProto Shape(string text)
    {
        var shape = new TensorShapeProto();
        foreach (var part in text.Split(", "))
        {
            shape.Dim.Add(long.TryParse(part, CultureInfo.InvariantCulture, out var size)
                ? new() { DimValue = size }
                : new TensorShapeProto.Types.Dimension { DimParam = part });
        }
        return shape;
    }

    private sealed class Leave(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
