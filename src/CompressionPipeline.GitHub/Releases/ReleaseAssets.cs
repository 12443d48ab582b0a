using System.Net.Mime;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Connecting;
using Octokit;

namespace CompressionPipeline.GitHub.Releases;

/// <summary>The assets of one release: listed, compared, brought up.</summary>
internal sealed class ReleaseAssets(GitHubRepository repository, CancellationToken stop)
{
    private IReleasesClient Releases => repository.Api.Repository.Release;

    /// <summary>How a release's assets differ from the files, a sentence each; empty where they are the same.</summary>
    public async Task<IReadOnlyList<string>> Differences(Release release, IReadOnlyList<MeasuredFile> files)
    {
        var assets = await All(release).ConfigureAwait(false);
        var found = new List<string>();
        foreach (var file in files)
        {
            var asset = assets.FirstOrDefault(asset => asset.Name == file.File.Name);
            if (asset is null)
                found.Add($"{file.File.Name} is missing");
            else if (asset.State != "uploaded")
                found.Add($"{asset.Name} was not uploaded to its end");
            else if (asset.Size != file.Size)
                found.Add($"{asset.Name} has {asset.Size} bytes instead of {file.Size}");
            else if (await repository.Downloads.Digest(asset.Url, asset.Size, stop).ConfigureAwait(false) is var digest
                && digest != file.Digest)
                found.Add($"{asset.Name} has the SHA-256 {digest} instead of {file.Digest}");
        }
        found.AddRange(assets.Where(asset => files.All(file => file.File.Name != asset.Name))
            .Select(asset => $"{asset.Name} is not one of the files"));
        return found;
    }

    /// <summary>Makes a draft hold the files and nothing else; what is whole stays.</summary>
    public async Task Fill(Release draft, IReadOnlyList<MeasuredFile> files)
    {
        var assets = await All(draft).ConfigureAwait(false);
        foreach (var asset in assets)
        {
            var file = files.FirstOrDefault(file => file.Fits(asset));
            if (file is null
                || await repository.Downloads.Digest(asset.Url, asset.Size, stop).ConfigureAwait(false) != file.Digest)
                await Delete(draft, asset).ConfigureAwait(false);
        }
        foreach (var file in files)
            await Upload(draft, file).ConfigureAwait(false);
    }

    private async Task<List<ReleaseAsset>> All(Release release)
    {
        var operation = new Operation($"list the assets of the release {release.TagName}", "contents: write");
        var assets = await repository.Calls.Run(
            operation, () => Releases.GetAllAssets(
                repository.Owner, repository.Name, release.Id, GitHubRepository.Pages), stop).ConfigureAwait(false);
        return [.. assets];
    }

    private async Task Upload(Release draft, MeasuredFile file)
    {
        if (await Whole(draft, file).ConfigureAwait(false) is not null)
            return;
        var operation = new Operation($"upload {file.File.Name} to the release {draft.TagName}", "contents: write");
        await repository.Calls.RunOnce(operation, async () =>
        {
            using var stream = File.OpenRead(file.File.Path);
            var upload = new ReleaseAssetUpload(
                file.File.Name, MediaTypeNames.Application.Octet, stream, repository.Settings.TransferTimeout);
            return await repository.Transfers.Repository.Release.UploadAsset(draft, upload, stop).ConfigureAwait(false);
        }, () => Whole(draft, file), stop).ConfigureAwait(false);
    }

    /// <summary>The asset, if it came up whole; what came up in part is in the way of another try and is deleted.</summary>
    private async Task<ReleaseAsset?> Whole(Release draft, MeasuredFile file)
    {
        var asset = (await All(draft).ConfigureAwait(false)).Find(asset => asset.Name == file.File.Name);
        if (asset is null || file.Fits(asset))
            return asset;
        await Delete(draft, asset).ConfigureAwait(false);
        return null;
    }

    private async Task Delete(Release draft, ReleaseAsset asset)
    {
        var operation = new Operation($"delete the half uploaded asset {asset.Name}", "contents: write");
        // Another job may have published it since it was listed.
        var now = await repository.Calls.Run(
            operation, () => Releases.Get(repository.Owner, repository.Name, draft.Id), stop).ConfigureAwait(false);
        if (!now.Draft)
            throw new PipelineException(
                $"The release {draft.TagName} was published by another job with another {asset.Name}, and a published release is "
                + "never changed. Release under another version.");
        await repository.Calls.RunOrNull(operation, async () =>
        {
            await Releases.DeleteAsset(repository.Owner, repository.Name, asset.Id).ConfigureAwait(false);
            return asset;
        }, stop).ConfigureAwait(false);
    }
}
