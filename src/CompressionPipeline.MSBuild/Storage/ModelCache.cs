using CompressionPipeline.Core;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Storage;

/// <summary>The downloaded zips of a user's builds, by digest. A zip is verified each time that it is used.</summary>
/// <param name="folder">Shared by all builds of a user, which may run at once.</param>
/// <param name="log">Logs progress.</param>
internal sealed class ModelCache(string folder, Action<string> log)
{
    /// <summary>The path of a zip; downloads it first where the cache lacks it.</summary>
    public async Task<string> Get(Digest digest, string label, Func<string, Task> fetch, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, digest.Hex + ".zip");
        if (IsWhole(path, digest))
            return path;
        using var mine = FileLock.Take(
            path + ".lock", () => log($"{label}: waits for another build that downloads it"), cancellation);
        if (IsWhole(path, digest))
            return path;
        File.Delete(path);
        var partial = path + ".partial";
        var resumes = File.Exists(partial);
        await fetch(partial).ConfigureAwait(false);
        // The part that a killed build left may be from another source: downloads again from the start.
        if (resumes && !IsWhole(partial, digest))
        {
            File.Delete(partial);
            await fetch(partial).ConfigureAwait(false);
        }
        if (!IsWhole(partial, digest))
        {
            var found = Digest.OfFile(partial);
            File.Delete(partial);
            throw new ModelError(
                Codes.Digest,
                $"{label} is not what the project asks for: its SHA-256 is {found}, not {digest}. Nothing of it "
                + "was used. Compare Sha256 with the release's SHA256SUMS; if they are equal, the source serves something else.");
        }
        File.Move(partial, path);
        return path;
    }

    private static bool IsWhole(string path, Digest digest) => File.Exists(path) && Digest.OfFile(path) == digest;
}
