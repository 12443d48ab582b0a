using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CompressionPipeline.Core.Archives;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

public sealed class PackagesTests
{
    [Theory]
    [InlineData("CompressionPipeline.Inference"), InlineData("CompressionPipeline.MSBuild")]
    [InlineData("CompressionPipeline.Cake")]
    public void Should_Hold_Ours_And_Ask_For_What_It_Needs(string id)
    {
        // Given
        using var package = ZipFile.OpenRead(Path.Combine(Packages.Packed.Feed, $"{id}.{Packages.Version}.nupkg"));
        using var nuspec = new StreamReader(package.GetEntry(id + ".nuspec")!.Open());

        // When
        // Address and commit are told where there is a repository, and the licence's page is NuGet's own.
        var text = Regex.Replace(nuspec.ReadToEnd(), @"\s*<repository [^>]*/>", "").TrimStart('\uFEFF');
        text = Regex.Replace(text, "<licenseUrl>https://[^/<]*/", "<licenseUrl>");
        // Cake's own assemblies come along where the feed lacks Cake.Frosting, and are a dependency elsewhere.
        text = Regex.Replace(text, @"\s*<dependency id=""Cake\.[^>]*/>", "");
        var entries = package.Entries.Where(entry => !Regex.IsMatch(entry.FullName, "^package/|^lib/net10.0/Cake\\.|^licenses/"))
            .ToList();
        var files = entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal);

        // Then
        Approve.Text($"{text.Trim()}\n\n{string.Concat(files.Select(file => file + "\n"))}", id + ".package");
        var assemblies = entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal));
        Assert.All(assemblies, entry => Assert.True(HasSymbols(entry), entry.FullName));
        Assert.DoesNotContain(package.Entries, entry => entry.Name.StartsWith("Microsoft.", StringComparison.Ordinal)
            || entry.Name.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("CompressionPipeline.Inference"), InlineData("CompressionPipeline.MSBuild")]
    [InlineData("CompressionPipeline.Cake")]
    public void Should_Be_The_Same_Bytes_Each_Time_As_The_Target_Pack_Writes_Them(string id)
    {
        // Given
        using var folder = new TemporaryFolder();
        var (first, second) = (folder.File("first.nupkg"), folder.File("second.nupkg"));

        // When
        File.Copy(Path.Combine(Packages.Packed.Feed, $"{id}.{Packages.Version}.nupkg"), first);
        File.Copy(Path.Combine(Packages.Packed.Again, $"{id}.{Packages.Version}.nupkg"), second);
        ReproducibleZip.Rewrite(first, CompressionLevel.Optimal);
        ReproducibleZip.Rewrite(second, CompressionLevel.Optimal);

        // Then
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void Should_Depend_On_Every_Package_That_The_Assemblies_Inside_Need()
    {
        // Given
        var host = XDocument.Load(RepositoryRoot.Combine("src", "CompressionPipeline.Cake", "CompressionPipeline.Cake.csproj"));
        var bundled = host.Descendants("ProjectReference").Select(reference => (string)reference.Attribute("Include")!)
            .Select(path => RepositoryRoot.Combine("src", "CompressionPipeline.Cake", path)).Select(path => XDocument.Load(path));

        // When
        var needed = bundled.SelectMany(Dependencies).Distinct();

        // Then
        Assert.Empty(needed.Except(Dependencies(host)).Except(["Microsoft.ML.Tokenizers", "System.Numerics.Tensors"]));
    }

    private static IEnumerable<string> Dependencies(XDocument project) => project.Descendants("PackageReference")
        .Where(reference => (string?)reference.Attribute("PrivateAssets") != "all")
        .Select(reference => (string)reference.Attribute("Include")!);

    private static bool HasSymbols(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(bytes);
        bytes.Position = 0;
        using var assembly = new PEReader(bytes);
        return assembly.ReadDebugDirectory().Any(debug => debug.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
    }
}
