using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary><c>decoder_fused.json</c>.</summary>
/// <param name="Rows">Pieces.</param>
/// <param name="Width">Of the model.</param>
/// <param name="Tied">Whether the head is the embedding.</param>
/// <param name="MaxDistance">From which distance on all positions share a bias.</param>
/// <param name="Digests">SHA-256 of the files that go together, by name.</param>
internal sealed record FusedDescription(int Rows, int Width, bool Tied, int MaxDistance, JsonObject Digests)
{
    // Compared with config.json: a changed number here would cause no error, only other tokens.
    private static readonly (string Own, string Config)[] Numbers =
        [("rows", "vocab_size"), ("width", "d_model"), ("max_distance", "relative_attention_max_distance")];

    public static FusedDescription Read(string folder, string name, string fix)
    {
        var path = Path.Combine(folder, name);
        var json = StrictJson.ReadObject(path, fix);
        var config = StrictJson.ReadObject(Path.Combine(folder, "config.json"), fix);
        if (Get<int>("version") != 2)
            throw new InvalidFileException(path, "its version is not 2", fix, key: "version");
        foreach (var (own, other) in Numbers)
        {
            if (Get<int>(own) is var number && (number < 1 || !config[other].Is<int>(out var same) || same != number))
                throw new InvalidFileException(path, $"its '{own}' is not the '{other}' of config.json", fix, key: own);
        }
        return new(
            Get<int>("rows"), Get<int>("width"), Get<bool>("tied"), Get<int>("max_distance"), json["sha256"] as JsonObject ?? []);

        T Get<T>(string key) => json[key].Is<T>(out var value)
            ? value : throw new InvalidFileException(path, $"it has no '{key}', or of another kind", fix, key: key);
    }
}
