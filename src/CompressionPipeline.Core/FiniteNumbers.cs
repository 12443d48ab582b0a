using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompressionPipeline.Core;

/// <summary>Refuses numbers that are too large for a double: 1e999 would be read as infinity.</summary>
public sealed class FiniteNumbers : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Next(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);

    /// <summary>The current number of the reader.</summary>
    public static double Next(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException($"A number must stand here, not {reader.TokenType}.");
        var value = reader.GetDouble();
        return double.IsFinite(value) ? value : throw new JsonException("A number is too large to be finite.");
    }
}
