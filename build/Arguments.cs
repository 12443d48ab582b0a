namespace CompressionPipeline.Build;

/// <summary>The command-line arguments of this repository's own targets.</summary>
internal static class Arguments
{
    public const string Filter = "filter";
    public const string Fix = "fix";
    public const string Runs = "runs";
}
