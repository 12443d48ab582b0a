namespace Octokit;

public class NewRelease(string tagName)
{
    public string TagName { get; } = tagName;

    public string TargetCommitish { get; set; }

    public string Name { get; set; }

    public string Body { get; set; }

    public bool Draft { get; set; }

    public bool Prerelease { get; set; }
}

public class ReleaseUpdate
{
    public string TagName { get; set; }

    public string TargetCommitish { get; set; }

    public string Name { get; set; }

    public string Body { get; set; }

    public bool? Draft { get; set; }

    public bool? Prerelease { get; set; }
}

public class Release
{
    public string Url { get; private set; }

    public string HtmlUrl { get; private set; }

    public string AssetsUrl { get; private set; }

    public string UploadUrl { get; private set; }

    public long Id { get; private set; }

    public string TagName { get; private set; }

    public string TargetCommitish { get; private set; }

    public string Name { get; private set; }

    public string Body { get; private set; }

    public bool Draft { get; private set; }

    public bool Prerelease { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public IReadOnlyList<ReleaseAsset> Assets { get; private set; }
}

public class ReleaseAssetUpload
{
    public ReleaseAssetUpload()
    {
    }

    public ReleaseAssetUpload(string fileName, string contentType, Stream rawData, TimeSpan? timeout) =>
        (FileName, ContentType, RawData, Timeout) = (fileName, contentType, rawData, timeout);

    public string FileName { get; set; }

    public string ContentType { get; set; }

    public Stream RawData { get; set; }

    public TimeSpan? Timeout { get; set; }
}

public class ReleaseAsset
{
    public string Url { get; private set; }

    public int Id { get; private set; }

    public string Name { get; private set; }

    public string Label { get; private set; }

    public string State { get; private set; }

    public string ContentType { get; private set; }

    public int Size { get; private set; }

    public string BrowserDownloadUrl { get; private set; }
}
