using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>What can be told of a <c>result.json</c> without understanding it.</summary>
/// <param name="Schema">The version that it names; null where it names none.</param>
/// <param name="Seal">The seal that it carries; null where there is none.</param>
/// <param name="Digest">SHA-256 over its tokens without the seal: white space between them does not count.</param>
internal sealed record ResultText(int? Schema, string? Seal, string Digest)
{
    /// <exception cref="JsonException">It is no JSON object.</exception>
    // Called once a run, with millions of tokens: it must be fast the first time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ResultText Of(ReadOnlySpan<byte> text)
    {
        using var hash = new TokenHash();
        var reader = new Utf8JsonReader(text);
        (int? schema, string? seal) = (null, null);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("It is no JSON object.");
        while (reader.Read())
        {
            var named = reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName };
            if (named && reader.ValueTextEquals("seal"))
            {
                reader.Read();
                seal = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("The seal is no text.");
                continue;
            }
            var isSchema = named && reader.ValueTextEquals("schema-version");
            hash.Add(Kind(reader.TokenType), reader.ValueSpan);
            if (!isSchema)
                continue;
            reader.Read();
            schema = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) ? version : throw new JsonException("The schema version is no whole number.");
            hash.Add(Kind(reader.TokenType), reader.ValueSpan);
        }
        return new(schema, seal, hash.Hex());
    }

    private static byte Kind(JsonTokenType type) => (byte)('a' + (int)type);
}
