using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>A repository of the loopback hub.</summary>
public sealed class HubRepositoryContent
{
    private readonly Dictionary<string, byte[]> files = [];

    /// <summary>Its files by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => files;

    /// <summary>The commit that main is.</summary>
    public string Commit { get; set; } = new('a', 40);

    /// <summary>Whether only those may read it who have accepted its conditions, which here nobody has.</summary>
    public bool IsGated { get; set; }

    /// <summary>Whether only the token may read it.</summary>
    public bool IsPrivate { get; set; }

    /// <summary>What its README.md says at its top, as JSON.</summary>
    public string Card { get; set; } = """{"license":"apache-2.0"}""";

    /// <summary>Adds a file, or replaces it.</summary>
    public HubRepositoryContent With(string path, byte[] content)
    {
        files[path] = content;
        return this;
    }

    /// <summary>Adds a text.</summary>
    public HubRepositoryContent With(string path, string content) => With(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Adds the files of a folder.</summary>
    public HubRepositoryContent WithFolder(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            With(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file));
        return this;
    }

    /// <summary>Whether Git LFS keeps a file, so that its bytes come from another host.</summary>
    public static bool IsLarge(string path) => path.EndsWith(".safetensors", StringComparison.Ordinal)
        || path.EndsWith(".parquet", StringComparison.Ordinal) || path.EndsWith(".model", StringComparison.Ordinal);

    internal JsonObject Answer(string commit) => new()
    {
        ["sha"] = commit,
        ["cardData"] = JsonNode.Parse(Card),
        ["siblings"] = new JsonArray([.. files.Select(file => Sibling(file.Key, file.Value))]),
    };

    private static JsonObject Sibling(string path, byte[] content)
    {
        var sibling = new JsonObject { ["rfilename"] = path, ["size"] = content.Length, ["blobId"] = GitDigest(content) };
        if (IsLarge(path))
        {
            sibling["lfs"] = new JsonObject
            {
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
                ["size"] = content.Length,
                ["pointerSize"] = 134,
            };
        }
        return sibling;
    }

    private static string GitDigest(byte[] content)
    {
#pragma warning disable CA5350 // As Git names its objects.
        return Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
#pragma warning restore CA5350
    }
}
