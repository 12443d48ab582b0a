namespace CompressionPipeline.Core;

/// <summary>
/// Marks an option that names a file or a list of files: a manifest says them relative to its own folder, as it does all its
/// paths, and
/// the stage gets them absolute.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ManifestPathAttribute : Attribute;
