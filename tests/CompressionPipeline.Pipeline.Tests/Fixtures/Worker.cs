using System.Diagnostics;
using CompressionPipeline.Pipeline.Store;

namespace CompressionPipeline.Pipeline.Tests.Fixtures;

/// <summary>A second process that begins an artifact, saves a checkpoint, and works on until it is killed.</summary>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private Worker(Process process) => this.process = process;

    public static Worker Start(string root, string what)
    {
        var checkpoint = Path.Combine(new StoreLayout(root).Scratch(StoreFixture.Key(what)), "checkpoint");
        var worker = new Worker(
            Process.Start(
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                ["exec", typeof(Worker).Assembly.Location, root, what]));
        for (var waiting = Stopwatch.StartNew(); !File.Exists(checkpoint); Thread.Sleep(20))
        {
            if (waiting.Elapsed > Patience)
                throw new TimeoutException("The worker process did not begin its work.");
        }
        return worker;
    }

    public static void Main(string[] arguments)
    {
        using var staging = new ArtifactStore(arguments[0]).Begin(StoreFixture.Key(arguments[1]));
        StoreFixture.Fill(staging);
        File.WriteAllText(Path.Combine(staging.ScratchFolder, "checkpoint"), "half way");
        Thread.Sleep(Patience);
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }
}
