namespace CompressionPipeline.Pipeline.Manifest.Shapes;

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
