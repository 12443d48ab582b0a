namespace CompressionPipeline.Core.Archives;

/// <summary>A <c>SHA256SUMS</c> file, as <c>sha256sum</c> writes and checks it: a digest, two spaces and a relative path a
/// line.</summary>
public static class Sha256Sums
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "SHA256SUMS";

    /// <summary>The text for files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">Relative paths with <c>/</c>; listed in ordinal order.</param>
    public static string Of(string folder, IEnumerable<string> names) =>
        string.Concat(names.Order(StringComparer.Ordinal).Select(name =>
            $"{Digest.OfFile(Path.Combine(folder, name)).Hex}  {name}\n"));

    /// <summary>Reads a text.</summary>
    /// <param name="text">Lines of digest and path; <c>*</c> before the path (binary) is accepted.</param>
    /// <param name="source">What to name in messages.</param>
    /// <returns>Digest by path.</returns>
    /// <exception cref="PipelineException">A line is something else, a path is not plain, or one comes twice.</exception>
    public static IReadOnlyDictionary<string, Digest> Parse(string text, string source)
    {
        var sums = new Dictionary<string, Digest>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')))
        {
            var name = line.Length > 66 && line[64] == ' ' && line[65] is ' ' or '*' ? line[66..] : "";
            if (!PlainPath.Is(name) || Digest.Parse(line[..64]) is not { } digest || !sums.TryAdd(name, digest))
                throw new PipelineException($"{source}: the line '{PlainPath.Printable(line)}' is no digest with the path of a "
                    + "file, or the path comes twice. Take the file that belongs to the release.");
        }
        return sums;
    }

    /// <summary>Compares a folder with its own <see cref="FileName"/>: every file must be listed and be what is listed.</summary>
    /// <exception cref="PipelineException">There is no list, or a file is missing, changed or not listed; names the
    /// file.</exception>
    public static void Verify(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new PipelineException($"{path} is missing: nothing vouches for the files beside it.");
        var sums = Parse(File.ReadAllText(path), path);
        foreach (var (name, digest) in sums)
        {
            var file = Path.Combine(folder, name);
            if (!File.Exists(file))
                throw new PipelineException($"{file} is missing, and {FileName} lists it.");
            if (Digest.OfFile(file) != digest)
                throw new PipelineException($"{file} is not what {FileName} says: its digest is {Digest.OfFile(file)}, not "
                    + $"{digest}.");
        }
        var unlisted = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .FirstOrDefault(name => name != FileName && !sums.ContainsKey(name));
        if (unlisted is not null)
            throw new PipelineException($"{Path.Combine(folder, unlisted)} is not listed in {FileName}.");
    }
}
