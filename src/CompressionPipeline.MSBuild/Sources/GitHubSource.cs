using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Sources;

// A release of a repository that only shows it to who has a token: through GitHub's API, for its download pages do not take one.
internal sealed class GitHubSource(
    HttpClient client, string release, AuthenticationHeaderValue token, Action<string> log) : IModelSource
{
    private static readonly JsonSerializerOptions Answer = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private IReadOnlyDictionary<string, string>? assets;

    private sealed record Release(IReadOnlyList<Asset> Assets);

    private sealed record Asset(string Name, string Url);

    public string Address(string asset) => $"{release} ({asset})";

    public async Task Download(string asset, string path, CancellationToken cancellation)
    {
        assets ??= await List(path + ".release", cancellation).ConfigureAwait(false);
        if (!assets.TryGetValue(asset, out var address))
            throw new ModelError(
                Codes.Asset,
                $"{release} has no file {asset}: it has "
                + $"{(assets.Count == 0 ? "none" : string.Join(", ", assets.Keys.Order(StringComparer.Ordinal)))}.");
        await Get(address, MediaTypeNames.Application.Octet, path, cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<string, string>> List(string file, CancellationToken cancellation)
    {
        try
        {
            File.Delete(file);
            await Get(release, "application/vnd.github+json", file, cancellation).ConfigureAwait(false);
            return StrictJson.Read<Release>(file, Answer, "").Assets
                .DistinctBy(asset => asset.Name).ToDictionary(asset => asset.Name, asset => asset.Url);
        }
        catch (InvalidFileException error)
        {
            throw new ModelError(Codes.Download,
                $"{release} did not answer as GitHub's API does: {error.Problem}. Check CompressedModelGitHubApi.", error);
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
