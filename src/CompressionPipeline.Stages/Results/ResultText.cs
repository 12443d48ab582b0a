using System.Security.Cryptography;
using System.Text.Json;

namespace CompressionPipeline.Stages.Results;

/// <summary>What can be told of a <c>result.json</c> without understanding it.</summary>
/// <param name="Schema">The version that it names; null where it names none.</param>
/// <param name="Seal">The seal that it carries; null where there is none.</param>
/// <param name="Digest">SHA-256 over its tokens without the seal: white space between them does not count.</param>
internal sealed record ResultText(int? Schema, string? Seal, string Digest)
{
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static ResultText Of(ReadOnlySpan<byte> text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var reader = new Utf8JsonReader(text);
        (int? schema, string? seal) = (null, null);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("It is no JSON object.");
        Span<byte> kind = stackalloc byte[1];
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
            // A token's kind and the comma behind its text keep neighbours apart.
            kind[0] = (byte)('a' + (int)reader.TokenType);
            hash.AppendData(kind);
            hash.AppendData(reader.ValueSpan);
            hash.AppendData(","u8);
            if (!isSchema)
                continue;
            reader.Read();
            schema = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) ? version : throw new JsonException("The schema version is no whole number.");
            hash.AppendData(reader.ValueSpan);
        }
        return new(schema, seal, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
