namespace CompressionPipeline.MSBuild.Tests;

/// <summary>
/// How this test was built, read from where it lies:
/// <c>artifacts/&lt;accelerator&gt;/bin/&lt;project&gt;/&lt;configuration&gt;</c>.
/// </summary>
internal static class BuiltWith
{
    private static readonly string[] Folders = AppContext.BaseDirectory.Replace('\\', '/').TrimEnd('/').Split('/');

    public static string Configuration => Folders[^1] == "release" ? "Release" : "Debug";
}
