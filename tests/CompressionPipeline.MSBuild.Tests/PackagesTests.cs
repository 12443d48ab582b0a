using System.IO.Compression;
using System.Text.RegularExpressions;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

[Collection(PackagesCollection.Name)]
public sealed class PackagesTests(Packages packages)
{
    [Theory]
    [InlineData("CompressionPipeline.Inference"), InlineData("CompressionPipeline.MSBuild")]
    public void Should_Hold_Ours_And_Ask_For_The_Genuine_Packages(string id)
    {
        // Given
        using var package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{Packages.Version}.nupkg"));
        using var nuspec = new StreamReader(package.GetEntry(id + ".nuspec")!.Open());

        // When
        // Address and commit are told where there is a repository.
        var text = Regex.Replace(nuspec.ReadToEnd(), @"\s*<repository [^>]*/>", "").TrimStart('\uFEFF');
        var files = package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        // Then
        if (BuiltWith.Suppliers == "standins")
            Approve.Text($"{text.Trim()}\n\n{string.Concat(files.Select(file => file + "\n"))}", id + ".package");
        Assert.DoesNotContain(package.Entries, entry => entry.Name.StartsWith("Microsoft.", StringComparison.Ordinal) || entry.Name.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase));
    }
}
