using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Sources;

/// <summary>A place with the files of a release.</summary>
internal interface IModelSource
{
    /// <summary>Downloads a file of the release.</summary>
    /// <param name="asset">Its name.</param>
    /// <param name="path">The target; an existing file is the beginning of it, from an earlier attempt.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <exception cref="ModelError">It does not exist or cannot be downloaded.</exception>
    Task Download(string asset, string path, CancellationToken cancellation);

    /// <summary>The address of a file, for messages.</summary>
    string Address(string asset);
}
