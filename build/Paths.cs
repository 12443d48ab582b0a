namespace CompressionPipeline.Build;

/// <summary>Paths of this repository, relative to its root.</summary>
internal static class Paths
{
    public const string Solution = "CompressionPipeline.sln";
    public const string Sources = "src";
    public const string Host = "build/Build.csproj";
    public const string Benchmarks = "tests/Benchmarks";
    public const string Structure = "docs/structure.md";
    public const string Artifacts = "artifacts";
    public const string Packages = "artifacts/nuget";
    public const string TestResults = "artifacts/test-results";
}
