using System.Text.RegularExpressions;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

public static class CodesTests
{
    private static readonly Regex Code = new(@"\bCP0\d{3}\b");

    [Fact]
    public static void Should_Stand_In_The_Documentation_And_In_The_Sources_Alike()
    {
        // Given
        var sources = Directory.EnumerateFiles(
            RepositoryRoot.Combine("src", "CompressionPipeline.MSBuild"), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".targets" or ".props").Select(File.ReadAllText);
        var page = File.ReadAllLines(RepositoryRoot.Combine("docs", "msbuild.md"))
            .Where(line => line.StartsWith("| `CP", StringComparison.Ordinal));

        // Then
        var documented = page.Select(line => Code.Match(line).Value).ToList();
        Assert.Equal(documented.Distinct().Order(StringComparer.Ordinal), documented);
        Assert.Equal(documented, sources.SelectMany(text => Code.Matches(text).Select(match => match.Value)).Distinct()
            .Order(StringComparer.Ordinal));
    }
}
