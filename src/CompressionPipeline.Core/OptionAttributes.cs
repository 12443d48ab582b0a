namespace CompressionPipeline.Core;

/// <summary>
/// Marks an option that names a file or a list of files: a manifest says them relative to its own folder, as it does all its
/// paths, and the stage gets them absolute.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ManifestPathAttribute : Attribute;

/// <summary>
/// Marks an option that no recipe says: the planner fills it in from another section of the manifest's entry, by its name
/// (<c>init</c>, <c>budgets</c>, <c>tokenizer-path</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FromPlanAttribute : Attribute;

/// <summary>The beginning of a variant's name where a sweep varies this option: <c>d</c> makes <c>d1</c> and <c>d2</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShortNameAttribute(string name) : Attribute
{
    /// <summary>The letters before the value; may be empty.</summary>
    public string Name => name;
}

/// <summary>The value may be read as any of these types, which differ in YAML kind.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChoiceAttribute(params Type[] types) : Attribute
{
    /// <summary>The types.</summary>
    public IReadOnlyList<Type> Types => types;
}

/// <summary>A value to show in editors, as JSON.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class ExampleAttribute(string json) : Attribute
{
    /// <summary>The JSON.</summary>
    public string Json => json;
}
