using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>How this test was built, read from where it lies: <c>artifacts/&lt;suppliers&gt;/bin/&lt;project&gt;/&lt;configuration&gt;</c>.</summary>
internal static class BuiltWith
{
    private static readonly string[] Folders = AppContext.BaseDirectory.Replace('\\', '/').TrimEnd('/').Split('/');

    public static string Configuration => Folders[^1] == "release" ? "Release" : "Debug";

    public static string Suppliers => Folders[^4];

    public static string Runtime =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The version of a dependency as our packed library asks for it.</summary>
    public static string Dependency(string feed, string id)
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(feed, "CompressionPipeline.Inference.*.nupkg").Single());
        using var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Descendants().Single(element => element.Name.LocalName == "dependency" && (string?)element.Attribute("id") == id).Attribute("version")!.Value;
    }
}
