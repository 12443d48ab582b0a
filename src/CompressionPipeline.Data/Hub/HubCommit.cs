using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Hub;

// A file of a repository. Its ETag, the file's name in the cache, is the SHA-256 where Git LFS keeps it, else Git's SHA-1.
internal sealed record HubFile(string Path, long Size, string ETag);

/// <summary>What the hub says about a commit.</summary>
internal sealed record HubCommit(string Sha, IReadOnlyList<HubFile> Files, string? License)
{
    /// <summary>The parts of a data set, as its card names them.</summary>
    public IReadOnlyList<HubConfiguration> Configurations { get; init; } = [];

    public static HubCommit Parse(byte[] json, string address)
    {
        var answer = StrictJson.ParseObject(json, address, Fix);
        var sha = answer["sha"].Is<string>(out var commit) && HubRepository.IsCommit(commit) ? commit : throw Wrong("sha");
        var files = answer["siblings"] as JsonArray ?? throw Wrong("siblings");
        return new(sha, [.. files.Select(File)], LicenseOf(answer))
        {
            Configurations = HubConfiguration.Parse(answer["cardData"]),
        };

        HubFile File(JsonNode? node)
        {
            var file = node as JsonObject ?? throw Wrong("siblings");
            var path = file["rfilename"].Is<string>(out var name) ? name : throw Wrong("rfilename");
            var lfs = file["lfs"] as JsonObject;
            var size = (lfs?["size"] ?? file["size"]).Is<long>(out var bytes) && bytes is >= 0 and <= MostBytes
                ? bytes : throw Wrong($"size of {path}");
            var tag = (lfs?["sha256"] ?? file["blobId"]).Is<string>(out var digest) ? digest : "";
            // The names become paths on this disk.
            if (path.Split('/').Any(part => part is "" or "." or "..") || path.Any(c => c == '\\' || char.IsControl(c)))
                throw new InvalidFileException(address, $"it names a file '{path}', which lies outside of the repository", Fix);
            return tag.Length is 40 or 64 && tag.All(char.IsAsciiHexDigitLower)
                ? new(path, size, tag)
                : throw Wrong($"digest of {path}");
        }

        InvalidFileException Wrong(string what) => new(address, $"it answered without a {what}, unlike the hub", Fix);
    }

    // More than any disk has, and little enough that many together are still a number.
    private const long MostBytes = 1L << 50;

    private const string Fix = "See whether HF_ENDPOINT is the hub's address, or a mirror's that has the hub's API.";

    private static string? LicenseOf(JsonObject answer) =>
        answer["cardData"] is not JsonObject card ? null
        : card["license"].Is<string>(out var one) ? one
        : card["license"] is JsonArray { Count: > 0 } many && many[0].Is<string>(out var first) ? first : null;
}
