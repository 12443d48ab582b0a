using Octokit.Internal;

namespace Octokit;

public interface IReleasesClient
{
    Task<IReadOnlyList<Release>> GetAll(string owner, string name, ApiOptions options);

    Task<Release> Get(string owner, string name, long id);

    Task<Release> Get(string owner, string name, string tag);

    Task<Release> Create(string owner, string name, NewRelease data);

    Task<Release> Edit(string owner, string name, long id, ReleaseUpdate data);

    Task Delete(string owner, string name, long id);

    Task<IReadOnlyList<ReleaseAsset>> GetAllAssets(string owner, string name, long id, ApiOptions options);

    Task<ReleaseAsset> UploadAsset(Release release, ReleaseAssetUpload data, CancellationToken cancellationToken = default);

    Task DeleteAsset(string owner, string name, int assetId);
}

internal sealed class ReleasesClient(Requests requests) : IReleasesClient
{
    public Task<IReadOnlyList<Release>> GetAll(string owner, string name, ApiOptions options) => requests.All<Release>(Of(owner, name), options);

    public Task<Release> Get(string owner, string name, long id) => requests.Get<Release>($"{Of(owner, name)}/{id}");

    public Task<Release> Get(string owner, string name, string tag) => requests.Get<Release>($"{Of(owner, name)}/tags/{Uri.EscapeDataString(tag)}");

    public Task<Release> Create(string owner, string name, NewRelease data) => requests.Post<Release>(Of(owner, name), data);

    public Task<Release> Edit(string owner, string name, long id, ReleaseUpdate data) => requests.Patch<Release>($"{Of(owner, name)}/{id}", data);

    public Task Delete(string owner, string name, long id) => requests.Delete($"{Of(owner, name)}/{id}");

    public Task<IReadOnlyList<ReleaseAsset>> GetAllAssets(string owner, string name, long id, ApiOptions options) =>
        requests.All<ReleaseAsset>($"{Of(owner, name)}/{id}/assets", options);

    public Task<ReleaseAsset> UploadAsset(Release release, ReleaseAssetUpload data, CancellationToken cancellationToken = default)
    {
        // A template: https://uploads.…/assets{?name,label}
        var address = release.UploadUrl.Split('{')[0] + "?name=" + Uri.EscapeDataString(data.FileName);
        var request = new Request(HttpMethod.Post, new Uri(address), data.RawData) { ContentType = data.ContentType, Timeout = data.Timeout ?? Request.Longest };
        return requests.Upload<ReleaseAsset>(request, cancellationToken);
    }

    public Task DeleteAsset(string owner, string name, int assetId) => requests.Delete($"{Of(owner, name)}/assets/{assetId}");

    private static string Of(string owner, string name) => $"repos/{owner}/{name}/releases";
}
