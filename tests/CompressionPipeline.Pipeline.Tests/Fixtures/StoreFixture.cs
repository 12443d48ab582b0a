using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Store;
using TestKit;

namespace CompressionPipeline.Pipeline.Tests.Fixtures;

/// <summary>A store in a temporary folder.</summary>
internal sealed class StoreFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public StoreFixture() => Store = Reopened();

    public static MachineRecord Machine { get; } = new("Testix 1", "Testium", 2, 1024, ".NET 10");

    public string Root => folder.File("store");

    public RecordingProgress Progress { get; } = new();

    public ArtifactStore Store { get; }

    public static ArtifactKey Key(string what = "one", string stage = "fine-tune") => new(stage, Digest.OfText(what));

    public static RunRecord Record(ArtifactKey key) => new()
    {
        Stage = key.Stage,
        Key = key.Digest.Hex,
        StageVersion = 1,
        Options = new JsonObject { ["learning-rate"] = 0.001 },
        Seed = 42,
        Inputs = new Dictionary<string, string>(),
        Metrics = [new Metric("loss", "nats", Direction.LowerIsBetter, double.NaN)],
        Started = DateTimeOffset.UnixEpoch,
        DurationSeconds = 1.5,
        Machine = Machine,
        ToolVersion = "0.1.0",
    };

    /// <summary>The same store as another process would open it: nothing verified yet.</summary>
    public ArtifactStore Reopened(IStoreFiles? files = null) => new(Root, Progress, files ?? DiskFiles.Instance);

    /// <summary>Publishes an artifact of two files, one of them in a folder.</summary>
    public Artifact Publish(ArtifactKey key, ArtifactStore? store = null)
    {
        using var staging = (store ?? Store).Begin(key);
        Fill(staging);
        return staging.Publish(Record(key));
    }

    public static void Fill(StagingFolder staging)
    {
        File.WriteAllText(Path.Combine(staging.OutputFolder, "model.safetensors"), "weights");
        Directory.CreateDirectory(Path.Combine(staging.OutputFolder, "inner"));
        File.WriteAllText(Path.Combine(staging.OutputFolder, "inner", "config.json"), "{}");
    }

    public void Dispose() => folder.Dispose();
}
