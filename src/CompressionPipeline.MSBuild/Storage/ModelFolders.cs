using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Storage;

/// <summary>The project's own copies of models, below <c>obj</c>: a folder per model, each complete or absent.</summary>
internal sealed class ModelFolders(string root)
{
    public void Replace(string name, Action<string> fill)
    {
        var staging = Path.Combine(root, $".{name}.{Guid.NewGuid():n}");
        var target = Path.Combine(root, name);
        Directory.CreateDirectory(staging);
        try
        {
            fill(staging);
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            Directory.Move(staging, target);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Unpacks a zip and verifies its files by its own list of digests.</summary>
    public static void Unpack(string zip, string folder, string label, CancellationToken cancellation)
    {
        try
        {
            SafeZip.Extract(zip, folder, cancellation: cancellation);
        }
        catch (PipelineException error)
        {
            throw new ModelError(Codes.Archive, $"{label}: {error.Message}", error);
        }
        try
        {
            Sha256Sums.Verify(folder);
        }
        catch (PipelineException error)
        {
            throw new ModelError(Codes.Content,
                $"{label}: {error.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)} The zip "
                + "is not as the pipeline made it: take another release.",
                error);
        }
    }

    /// <summary>The relative paths of all files of models, in ordinal order.</summary>
    public IEnumerable<string> Files(IEnumerable<string> names) => names
        .SelectMany(name => Directory.EnumerateFiles(Path.Combine(root, name), "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
