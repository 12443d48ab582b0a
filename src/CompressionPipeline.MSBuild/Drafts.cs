using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.MSBuild;

/// <summary>The project's own copies of models, below <c>obj</c>: a folder per model, there whole or not at all.</summary>
internal sealed class Drafts(string root)
{
    /// <summary>Makes a model's folder anew.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="fill">Fills an empty folder.</param>
    public void Replace(string name, Action<string> fill)
    {
        var draft = Path.Combine(root, $".{name}.{Guid.NewGuid():n}");
        var target = Path.Combine(root, name);
        Directory.CreateDirectory(draft);
        try
        {
            fill(draft);
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            Directory.Move(draft, target);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    /// <summary>Unpacks a zip and holds it to its own list of digests.</summary>
    public static void Unpack(string zip, string folder, string words, CancellationToken cancellation)
    {
        try
        {
            SafeZip.Extract(zip, folder, cancellation: cancellation);
        }
        catch (PipelineException error)
        {
            throw new ModelError(Codes.Archive, $"{words}: {error.Message}", error);
        }
        try
        {
            Sha256Sums.Verify(folder);
        }
        catch (PipelineException error)
        {
            throw new ModelError(Codes.Content, $"{words}: {error.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)} The zip is not as the pipeline made it: take another release.", error);
        }
    }

    /// <summary>The relative paths of all files of models, in ordinal order.</summary>
    public IEnumerable<string> Files(IEnumerable<string> names) => names
        .SelectMany(name => Directory.EnumerateFiles(Path.Combine(root, name), "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
