using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Compression;

/// <summary>Reads what data comes from once per run: it may be large, and every target plans.</summary>
internal sealed class SourceDigests(Func<JsonObject, Digest> read)
{
    private readonly Dictionary<string, Digest> known = [];

    public Digest Of(JsonObject options)
    {
        var key = OptionsJson.Canonical(options);
        if (!known.TryGetValue(key, out var digest))
            known[key] = digest = read(options);
        return digest;
    }
}
