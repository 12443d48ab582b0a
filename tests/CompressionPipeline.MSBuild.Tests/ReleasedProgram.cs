using System.Diagnostics;
using System.Text.Json.Nodes;
using CompressionPipeline.Cake.Tests;
using CompressionPipeline.Core;
using Loopback;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>
/// A program that has our packages and a release of the GitHub on this machine, fetched over HTTP with the job's token.
/// </summary>
internal static class ReleasedProgram
{
    /// <summary>Builds it and lets it summarize a text; its exit code and what it said.</summary>
    public static (int Code, string Output) Run(ActionsFixture job, JsonObject release, string model, string variant, string text)
    {
        var version = ((string)release["tag_name"]!)[(model.Length + 1)..];
        var digest = Digest.OfFile(job.Host.File("artifacts", "release", model, $"{model}-{variant}-onnx.zip"));
        using var consumer = new Consumer();
        foreach (var (name, value) in job.Host.Variables)
            consumer.Environment[name] = value;
        consumer.Environment["GH_TOKEN"] = null;
        consumer.Project(
            $"{job.Hub.ServerUrl}/{LoopbackGitHub.FullName}",
            $"""<CompressedModel Include="{model}" Version="{version}" Sha256="{digest}" />""",
            $"""<PackageReference Include="CompressionPipeline.Inference" Version="{Packages.Version}" />""");
        consumer.Write("Program.cs", $"""
            using var summarizer = CompressionPipeline.Inference.Summarizer.Load(
                Path.Combine(AppContext.BaseDirectory, "models", "{model}"));
            Console.WriteLine(summarizer.Summarize(args[0]));
            """);
        consumer.Build($"-p:CompressedModelGitHubApi={job.Hub.ApiUrl}");
        var (code, output) = Processes.Run(
            new ProcessStartInfo("dotnet", [consumer.File("bin", "Debug", "net10.0", "app.dll"), text]));
        return (code, output.TrimEnd());
    }
}
