using CompressionPipeline.Core;

namespace CompressionPipeline.MSBuild;

/// <summary>The zips of a user's builds, by digest. Whoever takes one out knows that it is whole: it is hashed each time.</summary>
/// <param name="folder">Shared by all builds of a user, which may run at once.</param>
/// <param name="tell">Tells what happens.</param>
internal sealed class ModelCache(string folder, Action<string> tell)
{
    /// <summary>The path of a zip, fetched where it is not there.</summary>
    public async Task<string> Get(Digest digest, string words, Func<string, Task> fetch, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, digest.Hex + ".zip");
        if (IsWhole(path, digest))
            return path;
        using var mine = FileLock.Take(path + ".lock", () => tell($"{words}: waits for another build that fetches it"), cancellation);
        if (IsWhole(path, digest))
            return path;
        File.Delete(path);
        var partial = path + ".partial";
        var resumes = File.Exists(partial);
        await fetch(partial).ConfigureAwait(false);
        // What a killed build left may have come from elsewhere: once more, from the start.
        if (resumes && !IsWhole(partial, digest))
        {
            File.Delete(partial);
            await fetch(partial).ConfigureAwait(false);
        }
        if (!IsWhole(partial, digest))
        {
            var found = Digest.OfFile(partial);
            File.Delete(partial);
            throw new ModelError(Codes.Digest, $"{words} is not what the project asks for: its SHA-256 is {found}, not {digest}. Nothing of it was used. Compare Sha256 with the release's SHA256SUMS; if they are equal, the source serves something else.");
        }
        File.Move(partial, path);
        return path;
    }

    private static bool IsWhole(string path, Digest digest) => File.Exists(path) && Digest.OfFile(path) == digest;
}
