using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using Loopback;

namespace Adoption.Tests;

/// <summary>A team moves in: the first run, a pull request, a release, a program that uses the model, an update.</summary>
[Collection(AdoptionCollection.Name)]
public sealed class StoryTests(Adopter adopter) : IAsyncLifetime
{
    private const int Pull = 7;
    private const string Next = "0.2.0";

    private LoopbackGitHub hub = null!;

    public async Task InitializeAsync() => hub = await LoopbackGitHub.Start();

    public async Task DisposeAsync() => await hub.DisposeAsync();

    [Fact]
    public void Should_Compress_Comment_Release_And_Update_In_A_Repository_Of_Its_Own()
    {
        if (OperatingSystem.IsWindows())
            return;
        // The template, as it is: what it would run, and whether the machine is fit.
        Assert.Contains("my-summarizer", adopter.Build("--target", "Plan"), StringComparison.Ordinal);
        adopter.Build("--target", "Doctor");
        var mergeBase = adopter.Commit("dotnet new compression-pipeline");
        adopter.Git("update-ref", "refs/remotes/origin/main", mergeBase);

        // Data of its own, in a pull request.
        UseOwnData();
        var head = adopter.Commit("our texts");
        hub.OpenPull(Pull, head, mergeBase);
        OnGitHub("pull_request", head, $$"""
            { "pull_request": {
                "number": {{Pull}},
                "head": { "sha": "{{head}}", "repo": { "full_name": "{{LoopbackGitHub.FullName}}" } },
                "base": { "repo": { "full_name": "{{LoopbackGitHub.FullName}}" } } } }
            """);
        foreach (var target in new[] { "Matrix", "Measure", "UploadArtifacts", "Aggregate", "Comment" })
            adopter.Build("--target", target);
        Assert.Contains("## Compression: PASS", (string)Assert.Single(hub.AllComments)["body"]!, StringComparison.Ordinal);
        var result = GateResult.Read(adopter.File("artifacts", "results", "own", "result.json"));
        Assert.Equal(Verdict.Pass, result.Verdict);

        // The merge.
        OnGitHub("workflow_run", head, """{ "workflow_run": { "event": "push" } }""");
        foreach (var target in new[] { "ReleaseAssets", "Release" })
            adopter.Build("--target", target);
        var release = Assert.Single(hub.AllReleases);
        Assert.False((bool)release["draft"]!);

        Assert.NotEmpty(Consumed((string)release["tag_name"]!, result.Variants[0].Examples[0].Document));
        Update();
    }

    private void UseOwnData()
    {
        adopter.Write("texts/pairs.jsonl", string.Concat(Enumerable.Range(0, 200).Select(index => JsonSerializer.Serialize(new
        {
            text = $"property Item{index}. Returns: the item at place {index} of the list.",
            title = $"Gets item {index}.",
        }) + "\n")));
        adopter.Write("models.yaml", """
            version: 2
            models:
              own:
                init: { shape: tiny }
                tokenizer: pipelines/assets/dotnet-docs-4096.model
                data:
                  source: jsonl
                  paths: [texts/pairs.jsonl]
                  document-key: text
                  summary-key: title
                  max-source-length: 24
                  max-target-length: 12
                recipe: pipelines/examples/tiny-recipe.yaml
                fine-tune: { max-steps: 40 }
                re-fine-tune: { max-steps: 20 }
                device: cpu
                variants:
                  shallow: { prune: { decoder-layers: 1 } }
                budgets:
                  rouge2: { max-drop: 100 }
            """);
    }

    private void OnGitHub(string eventName, string head, string eventJson)
    {
        adopter.Write("artifacts/event.json", eventJson);
        adopter.Write("artifacts/output", "");
        adopter.Write("artifacts/summary", "");
        foreach (var (name, value) in new (string, string)[]
        {
            ("GITHUB_TOKEN", LoopbackGitHub.Token),
            ("GITHUB_REPOSITORY", LoopbackGitHub.FullName),
            ("GITHUB_API_URL", hub.ApiUrl),
            ("GITHUB_SERVER_URL", hub.ServerUrl),
            ("GITHUB_EVENT_NAME", eventName),
            ("GITHUB_EVENT_PATH", adopter.File("artifacts", "event.json")),
            ("GITHUB_BASE_REF", eventName == "pull_request" ? "main" : ""),
            ("GITHUB_SHA", head),
            ("GITHUB_RUN_ID", "1"),
            ("GITHUB_RUN_ATTEMPT", "1"),
            ("GITHUB_OUTPUT", adopter.File("artifacts", "output")),
            ("GITHUB_STEP_SUMMARY", adopter.File("artifacts", "summary")),
            ("COMPRESSION_MACHINE", "labels"),
            ("COMPRESSION_PLANNED", "success"),
            ("COMPRESSION_BASELINES", "success"),
            ("COMPRESSION_VARIANTS", "success"),
            ("COMPRESSION_STALE", "true"),
        })
            adopter.Environment[name] = value;
    }

    // A program with the MSBuild item; the model comes from the release on GitHub.
    private string Consumed(string tag, string text)
    {
        var zip = Digest.OfFile(adopter.File("artifacts", "release", "own", "own-shallow-onnx.zip"));
        adopter.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <CompressedModelSource>{hub.ServerUrl}/{LoopbackGitHub.FullName}</CompressedModelSource>
                <CompressedModelGitHubApi>{hub.ApiUrl}</CompressedModelGitHubApi>
                <CompressedModelCache>$(MSBuildProjectDirectory)/cache</CompressedModelCache>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="CompressionPipeline.MSBuild" Version="{Adopter.Version}" PrivateAssets="all" />
                <PackageReference Include="CompressionPipeline.Inference" Version="{Adopter.Version}" />
                <CompressedModel Include="own" Version="{tag["own-".Length..]}" Sha256="{zip}" />
              </ItemGroup>
            </Project>
            """);
        adopter.Write("app/Program.cs", """
            var folder = System.IO.Path.Combine(System.AppContext.BaseDirectory, "models", "own");
            using var summarizer = CompressionPipeline.Inference.Summarizer.Load(folder);
            System.Console.WriteLine($"summary: {summarizer.Summarize(args[0])}");
            """);
        return adopter.Dotnet("run", "--project", "app", "--", text).Split("summary: ")[1];
    }

    // Another version number, and nothing runs again.
    private void Update()
    {
        adopter.Publish(Next, "Inference", "Cake");
        var project = File.ReadAllText(adopter.File("build", "Build.csproj"));
        adopter.Write("build/Build.csproj", project.Replace($"\"{Adopter.Version}\"", $"\"{Next}\""));
        var output = adopter.Build();
        Assert.Contains("own/gate: up to date", output, StringComparison.Ordinal);
        Assert.DoesNotContain(": runs, ", output, StringComparison.Ordinal);
        var uses = File.ReadAllText(adopter.File("artifacts", "cpu", "bin", "Build", "release", "Build.deps.json"));
        Assert.Contains($"CompressionPipeline.Cake/{Next}", uses, StringComparison.Ordinal);
    }
}
