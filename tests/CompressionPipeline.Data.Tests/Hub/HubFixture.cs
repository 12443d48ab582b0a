using System.Security.Cryptography;
using CompressionPipeline.Data.Hub;
using Loopback;
using TestKit;

namespace CompressionPipeline.Data.Tests.Hub;

/// <summary>A loopback hub with a cache of its own.</summary>
public abstract class HubFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    private protected RecordingProgress Progress { get; } = new();

    private protected LoopbackHub Server { get; private set; } = null!;

    private protected byte[] Weights { get; } = RandomNumberGenerator.GetBytes(1_000_000);

    private protected string Cache => folder.Path;

    private protected HubSettings Settings => new()
    {
        Endpoint = new(Server.Endpoint + "/"),
        Cache = folder.Path,
        Time = new HurriedClock(),
    };

    public async Task InitializeAsync() => Server = await LoopbackHub.Start();

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
    }

    private protected HubRepositoryContent Add() =>
        Server.AddModel("acme/t5").With("config.json", "{}").With("model.safetensors", Weights);

    private protected async Task<HubSnapshot> Download(
        Func<string, bool>? wanted = null, HubSettings? settings = null, string repository = "acme/t5", string revision = "main")
    {
        using var client = new HubClient(settings ?? Settings, Progress);
        return await client.Download(HubRepository.Model(repository), revision, wanted ?? (_ => true));
    }

    private protected static string Real(HubSnapshot snapshot, string path) =>
        File.ResolveLinkTarget(Path.Combine(snapshot.Folder, path), returnFinalTarget: true)!.FullName;
}
