using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary><c>decoder_fused.json</c>.</summary>
/// <param name="Folder">The export's folder.</param>
/// <param name="Rows">Pieces.</param>
/// <param name="Width">Of the model.</param>
/// <param name="Tied">Whether the head is the embedding.</param>
/// <param name="MaxDistance">From which distance on all positions share a bias.</param>
/// <param name="Digests">SHA-256 of the files that go together, by name.</param>
internal sealed record FusedDescription(
    string Folder, int Rows, int Width, bool Tied, int MaxDistance, JsonObject Digests)
{
    public const string Fix =
        "Export the model again, or delete " + ExportFiles.FusedDescription + ", without which the other graphs are used.";

    // Compared with config.json: a changed number here would cause no error, only other tokens.
    private static readonly (string Own, string Config)[] Numbers =
        [("rows", "vocab_size"), ("width", "d_model"), ("max_distance", "relative_attention_max_distance")];

    public static FusedDescription Read(string folder)
    {
        var path = Path.Combine(folder, ExportFiles.FusedDescription);
        var json = StrictJson.ReadObject(path, Fix);
        var config = StrictJson.ReadObject(Path.Combine(folder, "config.json"), Fix);
        if (Get<int>("version") != 2)
            throw new InvalidFileException(path, "its version is not 2", Fix, key: "version");
        foreach (var (own, other) in Numbers)
        {
            if (Get<int>(own) is var number && (number < 1 || !config[other].Is<int>(out var same) || same != number))
                throw new InvalidFileException(path, $"its '{own}' is not the '{other}' of config.json", Fix, key: own);
        }
        return new(
            folder, Get<int>("rows"), Get<int>("width"), Get<bool>("tied"), Get<int>("max_distance"),
            json["sha256"] as JsonObject ?? []);

        T Get<T>(string key) => json[key].Is<T>(out var value)
            ? value : throw new InvalidFileException(path, $"it has no '{key}', or of another kind", Fix, key: key);
    }

    /// <summary>The path of a file, whose digest must be the one written here.</summary>
    /// <exception cref="PipelineException">The file is missing, or is not the one that goes with the others.</exception>
    public string Verified(string name)
    {
        var path = Path.Combine(Folder, name);
        OrtSession.Check(path);
        Require(path, Digest.OfFile(path));
        return path;
    }

    /// <summary>As <see cref="Verified"/>; null where no digest of the file is written, as in older exports.</summary>
    public string? VerifiedIfNamed(string name) => Digests.ContainsKey(name) ? Verified(name) : null;

    /// <summary>Refuses a file with another digest than the one written here.</summary>
    public void Require(string path, Digest digest)
    {
        if (!Digests[Path.GetFileName(path)].Is<string>(out var written) || written != digest.Hex)
            throw new InvalidFileException(path, $"it is not the file that {ExportFiles.FusedDescription} describes", Fix);
    }
}
