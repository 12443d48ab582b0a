namespace CompressionPipeline.MSBuild.Sources;

/// <summary>Where the files of a release lie.</summary>
internal interface IModelSource
{
    /// <summary>Brings a file of the release.</summary>
    /// <param name="asset">Its name.</param>
    /// <param name="path">Where to put it; what is there already is the beginning of it, from an earlier try.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <exception cref="ModelError">It is not there or cannot be had.</exception>
    Task Bring(string asset, string path, CancellationToken cancellation);

    /// <summary>Where a file is looked for, for people.</summary>
    string Address(string asset);
}
