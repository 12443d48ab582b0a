using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Sources;

/// <summary>A release in a folder, as the pipeline leaves it.</summary>
internal sealed class FolderSource(Func<string, string> address) : IModelSource
{
    public string Address(string asset) => address(asset);

    public async Task Download(string asset, string path, CancellationToken cancellation)
    {
        if (!File.Exists(Address(asset)))
            throw new ModelError(Codes.Asset,
                $"{Address(asset)} is not there: make the release's files, or let CompressedModelSource name another folder.");
        using var source = File.OpenRead(Address(asset));
        using var target = new FileStream(path, FileMode.Create, FileAccess.Write);
        await source.CopyToAsync(target, cancellation).ConfigureAwait(false);
    }
}
