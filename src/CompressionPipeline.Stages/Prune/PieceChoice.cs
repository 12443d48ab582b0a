using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompressionPipeline.Stages.Prune;

/// <summary>
/// Which pieces of the tokenizer stay: all that are used, or so many; in YAML and JSON <c>used</c> or a number.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed record PieceChoice
{
    /// <summary>The only text that is allowed.</summary>
    public const string Used = "used";

    /// <summary>How many, the most used ones; null takes all that are used.</summary>
    public int? Count { get; init; }

    /// <summary>So many pieces.</summary>
    public static implicit operator PieceChoice(int count) => new() { Count = count };

    private sealed class Converter : JsonConverter<PieceChoice>
    {
        public override PieceChoice Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new()
        {
            Count = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : null,
        };

        public override void Write(Utf8JsonWriter writer, PieceChoice value, JsonSerializerOptions options)
        {
            if (value.Count is { } count)
                writer.WriteNumberValue(count);
            else
                writer.WriteStringValue(Used);
        }
    }
}
