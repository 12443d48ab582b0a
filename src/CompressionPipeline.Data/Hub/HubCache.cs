using System.Security.Cryptography;
using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Hub;

// The files of a repository on this disk, laid out as the hub's own library does: blobs by digest, refs with the commit of each
// branch, and snapshots with links to the blobs.
internal sealed class HubCache(HubSettings settings, HubRepository repository)
{
    private readonly string root = Path.Combine(settings.Cache, repository.Folder);

    public string Snapshot(string commit) => Path.Combine(root, "snapshots", commit);

    /// <summary>The commit that a branch or tag had when it was last looked up; null where it never was.</summary>
    public string? Commit(string revision)
    {
        var file = Path.Combine(root, "refs", revision);
        return File.Exists(file) && File.ReadAllText(file).Trim() is var commit && HubRepository.IsCommit(commit) ? commit : null;
    }

    /// <summary>
    /// Keeps what the hub has said about a commit, and under which name it was asked for. Where nothing can be written, the
    /// download of the first missing file fails with the reason.
    /// </summary>
    public void Remember(string revision, HubCommit commit, byte[] answer, CancellationToken stop)
    {
        try
        {
            using var mine = Lock("refs", static () => { }, stop);
            Directory.CreateDirectory(Path.GetDirectoryName(Answer(commit.Sha))!);
            AtomicFile.Write(Answer(commit.Sha), stream => stream.Write(answer));
            if (HubRepository.IsCommit(revision))
                return;
            var file = Path.Combine(root, "refs", revision);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            AtomicFile.WriteText(file, commit.Sha);
        }
        catch (Exception error) when (error is PipelineException or IOException or UnauthorizedAccessException)
        {
            // The files of a read-only cache can still be used.
        }
    }

    /// <summary>A commit as the hub has told it; without files where only the hub's own library has asked for it.</summary>
    public HubCommit Known(string commit) => Answer(commit) is var file && File.Exists(file)
        ? HubCommit.Parse(File.ReadAllBytes(file), file)
        : new(commit, [], null);

    /// <summary>Paths of a commit's files that are here whole, in no order.</summary>
    public IEnumerable<string> Files(string commit) => !Directory.Exists(Snapshot(commit)) ? []
        : Directory.EnumerateFiles(Snapshot(commit), "*", SearchOption.AllDirectories)
            .Where(IsWhole)
            .Select(file => Path.GetRelativePath(Snapshot(commit), file).Replace('\\', '/'));

    /// <summary>Waits until no other process downloads the file.</summary>
    public FileLock Lock(HubFile file, Action wait, CancellationToken stop) => Lock(file.ETag, wait, stop);

    /// <summary>Whether a file is here, whole. Where there are no links, the hub's own library moves it to its commit.</summary>
    public bool Has(HubFile file, string commit) => new[] { Blob(file), Path.Combine(Snapshot(commit), file.Path) }
        .Any(path => File.Exists(path) && Digest(path, file.ETag) == file.ETag);

    /// <summary>Whether a file that is here whole is found in its commit's folder.</summary>
    public bool IsLinked(HubFile file, string commit) =>
        // The blob that a link leads to has its digest as its name.
        Path.Combine(Snapshot(commit), file.Path) is var path && File.Exists(path)
            && (File.ResolveLinkTarget(path, returnFinalTarget: true)?.Name ?? Digest(path, file.ETag)) == file.ETag;

    /// <summary>The beginning of a file, to which the rest is appended.</summary>
    public FileStream OpenPartial(HubFile file) => Written(() =>
    {
        Directory.CreateDirectory(Path.Combine(root, "blobs"));
        return new FileStream(Partial(file), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
    });

    public void Write(FileStream partial, ReadOnlyMemory<byte> part, long offset) => Written(() =>
    {
        if (offset == 0)
            partial.SetLength(0);
        partial.Position = offset;
        partial.Write(part.Span);
    });

    /// <summary>Takes a file that has arrived, if it is what the hub has.</summary>
    /// <returns>False where it is something else; it is then gone.</returns>
    public bool Take(HubFile file)
    {
        if (Digest(Partial(file), file.ETag) != file.ETag)
        {
            File.Delete(Partial(file));
            return false;
        }
        File.Move(Partial(file), Blob(file), overwrite: true);
        return true;
    }

    /// <summary>Lets a file that is here whole be found in its commit's folder.</summary>
    public void Link(HubFile file, string commit) => Written(() =>
    {
        if (IsLinked(file, commit))
            return;
        var path = Path.Combine(Snapshot(commit), file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        try
        {
            File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, Blob(file)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Windows makes links only for developers.
            File.Copy(Blob(file), path, overwrite: true);
        }
    });

    private FileLock Lock(string name, Action wait, CancellationToken stop)
    {
        var path = Path.Combine(settings.Cache, ".locks", repository.Folder, name + ".lock");
        return Written(() => FileLock.Take(path, wait, stop));
    }

    private string Answer(string commit) => Path.Combine(root, "commits", commit + ".json");

    private string Blob(HubFile file) => Path.Combine(root, "blobs", file.ETag);

    private string Partial(HubFile file) => Blob(file) + ".incomplete";

    // A link's target has the digest as its name; a copy has none, and is taken as it is.
    private static bool IsWhole(string path)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true);
        return target is null || target.Exists && Digest(target.FullName, target.Name) == target.Name;
    }

    private static string Digest(string path, string like)
    {
        using var stream = File.OpenRead(path);
        if (like.Length == 64)
            return Convert.ToHexStringLower(SHA256.HashData(stream));
#pragma warning disable CA5350 // It is how Git names its objects, not a signature.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {stream.Length}\0"));
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var count)
            hash.AppendData(buffer, 0, count);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Written(Action write) => Written(() =>
    {
        write();
        return true;
    });

    private T Written<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(
                $"{root} cannot be written: {error.Message.TrimEnd('.')}. Free some space, or let HF_HOME name a folder on "
                + "another disk, then run again: what has arrived stays.", error);
        }
    }
}
