using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>Gathers files for a zip that lists their digests in itself.</summary>
internal sealed class ReleaseZip
{
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);

    /// <summary>What its files have together; they are not compressed.</summary>
    public long Bytes => files.Values.Sum(path => new FileInfo(path).Length);

    /// <summary>Takes files of an artifact; a name that is there already is replaced.</summary>
    public ReleaseZip Add(ReleaseArtifact artifact, params IEnumerable<string> names)
    {
        foreach (var name in names)
            files[name] = artifact.File(name);
        return this;
    }

    public ReleaseZip Add(string path, string name)
    {
        files[name] = path;
        return this;
    }

    public void Write(string path)
    {
        var sums = Encoding.UTF8.GetBytes(string.Concat(files.Select(file => $"{Digest.OfFile(file.Value)}  {file.Key}\n")));
        var streams = files.ToDictionary(file => file.Key, file => (Func<Stream>)(() => File.OpenRead(file.Value)));
        streams[Sha256Sums.FileName] = () => new MemoryStream(sums);
        ReproducibleZip.Write(path, streams);
    }
}
