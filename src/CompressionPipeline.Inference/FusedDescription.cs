using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary><c>decoder_fused.json</c>.</summary>
/// <param name="Step">The graph of a step.</param>
/// <param name="Memory">The graph that projects the source for cross-attention.</param>
/// <param name="Vocabulary">The embedding's rows and, where it is not tied, the head's; null where embedding and head are part
/// of the graph.</param>
/// <param name="Digest">SHA-256 of <paramref name="Vocabulary"/>, or without it of the step's graph; both graphs name it
/// too.</param>
/// <param name="Rows">Pieces.</param>
/// <param name="Width">Of the model.</param>
/// <param name="Tied">Whether the head is the embedding.</param>
/// <param name="MaxDistance">From which distance on all positions share a bias.</param>
internal sealed record FusedDescription(
    string Step, string Memory, string? Vocabulary, string Digest, int Rows, int Width, bool Tied, int MaxDistance)
{
    /// <summary>The key under which description and graphs have <see cref="Digest"/>.</summary>
    public string DigestKey => Vocabulary is null ? "step_sha256" : "vocabulary_sha256";

    public static FusedDescription Read(string path, string fix)
    {
        var json = StrictJson.ReadObject(path, fix);
        if (Get<int>("version") != 1)
            throw new InvalidFileException(path, "its version is not 1", fix, key: "version");
        var vocabulary = json.ContainsKey("vocabulary") ? Get<string>("vocabulary") : null;
        var about = new FusedDescription(
            Get<string>("step"), Get<string>("memory"), vocabulary, "", Count("rows"), Count("width"),
            vocabulary is not null && Get<bool>("tied"), Count("max_distance"));
        return about with { Digest = Get<string>(about.DigestKey) };

        int Count(string key) => Get<int>(key) is > 0 and var count
            ? count : throw new InvalidFileException(path, $"'{key}' is not positive", fix, key: key);

        T Get<T>(string key) => json[key].Is<T>(out var value)
            ? value : throw new InvalidFileException(path, $"it has no '{key}', or of another kind", fix, key: key);
    }
}
