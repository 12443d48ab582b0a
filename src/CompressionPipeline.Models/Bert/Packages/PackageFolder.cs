using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml;
using System.Xml.Linq;
using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Bert.Packages;

/// <summary>A restored NuGet package: what its <c>.nuspec</c> says, and the resources in its assemblies.</summary>
internal sealed class PackageFolder
{
    private const string Fix = "Name the folder of a restored package, as NuGet lays it out.";

    private readonly XElement metadata;

    /// <exception cref="PipelineException">There is no package in the folder.</exception>
    public PackageFolder(string folder)
    {
        Path = folder;
        var specification = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.nuspec") : [];
        if (specification.Length != 1)
            throw new PipelineException($"{folder} has {specification.Length} .nuspec files and should have one. {Fix}");
        try
        {
            metadata = XDocument.Load(specification[0]).Root?.Elements().FirstOrDefault() ?? new XElement("metadata");
        }
        catch (XmlException error)
        {
            throw new InvalidFileException(
                specification[0], $"it is no XML ({error.Message.TrimEnd('.')})", "Restore the package again.", error.LineNumber);
        }
    }

    public string Path { get; }

    public string Id => Element("id")?.Value ?? System.IO.Path.GetFileName(Path);

    public string Version => Element("version")?.Value ?? "";

    public string? License => Element("license")?.Value;

    public string? Repository => Element("repository")?.Attribute("url")?.Value ?? Element("projectUrl")?.Value;

    /// <summary>The resource of the package's libraries whose name ends so, without loading them.</summary>
    /// <returns>Its full name and content; null where there is none.</returns>
    /// <exception cref="PipelineException">A library is cut off or no assembly.</exception>
    public (string Name, byte[] Content)? Resource(string end)
    {
        var library = System.IO.Path.Combine(Path, "lib");
        var files = Directory.Exists(library) ? Directory.GetFiles(library, "*.dll", SearchOption.AllDirectories) : [];
        return files.Order(StringComparer.Ordinal).Select(file => Resource(file, end)).FirstOrDefault(found => found is not null);
    }

    private static (string Name, byte[] Content)? Resource(string file, string end)
    {
        try
        {
            using var assembly = new PEReader(File.OpenRead(file));
            if (!assembly.HasMetadata)
                return null;
            var metadata = assembly.GetMetadataReader();
            foreach (var handle in metadata.ManifestResources)
            {
                var resource = metadata.GetManifestResource(handle);
                var name = metadata.GetString(resource.Name);
                if (!resource.Implementation.IsNil || !name.EndsWith(end, StringComparison.Ordinal))
                    continue;
                var start = assembly.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress;
                var reader = assembly.GetSectionData(start).GetReader();
                reader.Offset = checked((int)resource.Offset);
                return (name, reader.ReadBytes(reader.ReadInt32()));
            }
            return null;
        }
        catch (Exception error) when (error is BadImageFormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new InvalidFileException(
                file, $"it is cut off or no .NET assembly ({error.Message.TrimEnd('.')})", "Restore the package again.");
        }
    }

    private XElement? Element(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}
