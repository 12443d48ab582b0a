using CompressionPipeline.Core;
using Octokit;

namespace CompressionPipeline.GitHub.Releases;

/// <summary>A file of a release, with the size and digest that its asset must have.</summary>
internal sealed record MeasuredFile(ReleaseFile File, long Size, Digest Digest)
{
    public static MeasuredFile Of(ReleaseFile file)
    {
        if (!System.IO.File.Exists(file.Path))
            throw new PipelineException($"{file.Path}, the release's asset {file.Name}, does not exist: make it first.");
        var size = new FileInfo(file.Path).Length;
        return size switch
        {
            0 => throw new PipelineException(
                $"{file.Path}, the release's asset {file.Name}, is empty, and GitHub takes no empty asset."),
            > int.MaxValue => throw new PipelineException(
                $"{file.Path}, the release's asset {file.Name}, has {size} bytes; GitHub takes less than 2 GiB: split it or "
                    + "leave it out."),
            _ => new(file, size, Digest.OfFile(file.Path)),
        };
    }

    /// <summary>Whether an asset came up whole, as far as its record tells.</summary>
    public bool Fits(ReleaseAsset asset) => asset.Name == File.Name && asset.State == "uploaded" && asset.Size == Size;
}
