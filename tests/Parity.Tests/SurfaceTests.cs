using TestKit;

namespace Parity.Tests;

/// <summary>
/// What our assemblies call of each supplier is written down and reviewed: it is what a stand-in must have, with these very
/// signatures, and what a genuine package is held to. To approve a change: <c>APPROVE=1 dotnet test tests/Parity.Tests</c>.
/// </summary>
public sealed class SurfaceTests
{
    [Theory]
    [InlineData("TorchSharp")]
    [InlineData("Cake.Core")]
    [InlineData("Cake.Common")]
    [InlineData("Cake.Frosting")]
    [InlineData("Microsoft.ML.OnnxRuntime")]
    [InlineData("Microsoft.ML.Tokenizers")]
    [InlineData("Octokit")]
    public void Should_Call_Only_The_Approved_Members_Of(string packageId)
    {
        // Given
        var assemblies = Directory.GetFiles(AppContext.BaseDirectory, "CompressionPipeline.*.dll")
            .Append(Path.Combine(AppContext.BaseDirectory, "Build.dll"));

        // When
        var surface = new Surface(packageId);
        foreach (var assembly in assemblies)
            surface.Read(assembly);

        // Then
        Approve.File(surface.ToString(), RepositoryRoot.Combine("tests", "Parity.Tests", "Surface", packageId + ".approved.txt"));
    }
}
