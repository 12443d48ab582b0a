using System.Globalization;
using System.Text.Json;
using CompressionPipeline.Cake.Tests;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>
/// The story with every stage real, on machines that share nothing but what they upload, and with a model that trains in seconds.
/// </summary>
public sealed class TrainedStoryTests : ActionsTests
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        job.Host.Trains = true;
        job.Host.Write("pairs.jsonl", string.Concat(Enumerable.Range(0, 200).Select(index => Pair(index) + "\n")));
        job.Host.Write("recipe.yaml", """
            version: 2
            shared:
              - fine-tune: { max-steps: 60, batch-size: 16, learning-rate: 1e-2, validate-every: 0 }
            variant:
              - prune
              - re-fine-tune: { stage: fine-tune, max-steps: 30, batch-size: 16, learning-rate: 1e-2, validate-every: 0 }
            benchmark: { batch-sizes: [1, 4], output-length: 8, iterations: 10, seconds: 0 }
            gate: { max-empty-percent: 100, max-gain-percent: 1000, inconclusive-blocks: false }
            """);
    }

    [Fact]
    public void Should_End_In_A_Program_That_Says_What_Was_Measured()
    {
        // Given
        job.Push(Manifest);
        Run("Matrix");

        // When
        OnMachine("one", "Evaluate", "tiny/baseline");
        OnMachine("two", "Measure", "tiny/shallow");
        job.After();
        Run("Aggregate");
        Run("Comment");
        job.Job("workflow_run", 2, "{ \"workflow_run\": { \"event\": \"push\" } }");
        Run("ReleaseAssets");
        Run("Release");

        // Then
        Assert.Contains("## Compression: PASS", job.Comment);
        var release = job.Released("tiny");
        var example = GateResult.Read(job.Host.File("artifacts", "release", "tiny", GateResult.FileName)).Variants[0].Examples
            .First(pair => pair.Variant.Length > 0);
        Assert.Equal((0, example.Variant.TrimEnd()), ReleasedProgram.Run(job, release, "tiny", "shallow", example.Document));
    }

    private static string Manifest => $$"""
        version: 2
        models:
          tiny:
            init: { shape: tiny, seed: 1 }
            tokenizer: {{RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model")}}
            data: { source: jsonl, paths: [pairs.jsonl], max-source-length: 24, max-target-length: 12 }
            recipe: recipe.yaml
            device: cpu
            runner: [self-hosted, small]
            variants:
              shallow: { prune: { decoder-layers: 1 } }
            budgets:
              rouge2: { max-drop: 100 }
        """;

    private static string Pair(int index) => JsonSerializer.Serialize(new
    {
        id = index.ToString("x16", CultureInfo.InvariantCulture),
        document = $"property Item{index}. Returns: the item at place {index} of the list.",
        summary = $"Gets item {index}.",
    });

    // What a machine uploads lies beside what others did, as downloaded artifacts do.
    private void OnMachine(string name, string target, string only)
    {
        job.Set(EnvironmentVariables.Store, job.Host.File("actions", name));
        Run(target, "--only", only);
        Run("UploadArtifacts", "--only", only);
        var uploaded = job.Host.File("artifacts", "upload");
        foreach (var file in Directory.GetFiles(uploaded, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(job.Host.File("artifacts", "restored"), Path.GetRelativePath(uploaded, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
        Directory.Delete(uploaded, recursive: true);
        job.Set(EnvironmentVariables.Store, null);
    }

    private void Run(string target, params string[] args) => Assert.True(job.Run(target, args) == 0, job.Output + job.Errors);
}
