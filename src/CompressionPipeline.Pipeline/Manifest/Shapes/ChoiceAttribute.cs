namespace CompressionPipeline.Pipeline.Manifest.Shapes;

/// <summary>The value may be read as any of these types, which differ in YAML kind.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ChoiceAttribute(params Type[] types) : Attribute
{
    public IReadOnlyList<Type> Types => types;
}

/// <summary>Makes the shape of a value that no C# type has.</summary>
internal interface IShapeSource
{
    Shape Create();
}

/// <summary>The value has the shape that a source makes.</summary>
/// <param name="source">An <see cref="IShapeSource"/> with a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShapedByAttribute(Type source) : Attribute
{
    public Shape Create() => ((IShapeSource)Activator.CreateInstance(source)!).Create();
}

/// <summary>A value to show in editors and tables, as JSON.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class ExampleAttribute(string json) : Attribute
{
    public string Json => json;
}
