namespace CompressionPipeline.Pipeline.Manifest.Shapes;

/// <summary>The value may be read as any of these types, which differ in YAML kind.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ChoiceAttribute(params Type[] types) : Attribute
{
    public IReadOnlyList<Type> Types => types;
}

/// <summary>A value to show in editors and tables, as JSON.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class ExampleAttribute(string json) : Attribute
{
    public string Json => json;
}
