using System.Diagnostics;
using CompressionPipeline.Build.Context;

namespace Build.Tests;

/// <summary>Two programs, not two threads: each with its own memory, on one pull request.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class CommentRaceTests : IAsyncLifetime
{
    private readonly ActionsFixture job = new();

    public Task InitializeAsync() => job.InitializeAsync();

    public async Task DisposeAsync()
    {
        await job.DisposeAsync();
        job.Dispose();
    }

    [Fact]
    public async Task Should_Leave_One_Comment()
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.After(compressed: "cancelled");
        using var both = new Barrier(2);
        var late = 0;
        job.Hub.Turn = call => Task.Run(() =>
        {
            // Both have looked, and found no comment, before one writes.
            if (call.StartsWith("GET", StringComparison.Ordinal) && call.EndsWith("/comments", StringComparison.Ordinal) && Interlocked.Increment(ref late) <= 2)
                both.SignalAndWait(TimeSpan.FromSeconds(60));
        });

        // When
        var ended = await Task.WhenAll(Comment(), Comment());

        // Then
        Assert.All(ended, end => Assert.True(end.Code == 0, end.Output));
        Assert.Contains("no regression", job.Comment);
    }

    private async Task<(int Code, string Output)> Comment()
    {
        using var host = Process.Start(new ProcessStartInfo("dotnet", [
            "exec", "--runtimeconfig", Beside("runtimeconfig.json"), "--depsfile", Beside("deps.json"), typeof(PipelineContext).Assembly.Location, "--target", "Comment",
        ])
        {
            WorkingDirectory = job.Host.File(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await Task.WhenAll(host.StandardOutput.ReadToEndAsync(), host.StandardError.ReadToEndAsync());
        await host.WaitForExitAsync();
        return (host.ExitCode, string.Concat(output));
    }

    // What the host needs lies beside these tests, and their files say so.
    private static string Beside(string kind) => Path.ChangeExtension(typeof(CommentRaceTests).Assembly.Location, kind);
}
