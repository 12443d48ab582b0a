using System.Net.Http.Headers;
using System.Text.Json;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Sources;

/// <summary>
/// A release of a repository that only shows it to who has a token: through GitHub's API, for its download pages do not take one.
/// </summary>
/// <param name="client">Carries the requests.</param>
/// <param name="release">Address of the release in the API, by tag.</param>
/// <param name="token">Who asks.</param>
/// <param name="log">Logs progress.</param>
internal sealed class GitHubSource(
    HttpClient client, string release, AuthenticationHeaderValue token, Action<string> log) : IModelSource
{
    private IReadOnlyDictionary<string, string>? assets;

    public string Address(string asset) => $"{release} ({asset})";

    public async Task Download(string asset, string path, CancellationToken cancellation)
    {
        assets ??= await List(path + ".release", cancellation).ConfigureAwait(false);
        if (!assets.TryGetValue(asset, out var address))
            throw new ModelError(
                Codes.Asset,
                $"{release} has no file {asset}: it has "
                + $"{(assets.Count == 0 ? "none" : string.Join(", ", assets.Keys.Order(StringComparer.Ordinal)))}.");
        await Get(address, "application/octet-stream", path, cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<string, string>> List(string file, CancellationToken cancellation)
    {
        try
        {
            File.Delete(file);
            await Get(release, "application/vnd.github+json", file, cancellation).ConfigureAwait(false);
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return json.RootElement.GetProperty("assets").EnumerateArray()
                .ToDictionary(asset => asset.GetProperty("name").GetString()!, asset => asset.GetProperty("url").GetString()!);
        }
        catch (Exception error) when (
            error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new ModelError(Codes.Download,
                $"{release} did not answer as GitHub's API does: {error.Message} Check CompressedModelGitHubApi.", error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task Get(string address, string accept, string path, CancellationToken cancellation) =>
        new Transfer(client, log).Get(
        () => new(HttpMethod.Get,
            address) { Headers = { Authorization = token, Accept = { new(accept) } } }, address, path, cancellation);
}
