using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompressionPipeline.Core;

/// <summary>Refuses what JSON can write and nobody can judge: 1e999 would be read as infinity.</summary>
public sealed class FiniteNumbers : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Next(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);

    /// <summary>The number that the reader stands on.</summary>
    public static double Next(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException($"A number must stand here, not {reader.TokenType}.");
        var value = reader.GetDouble();
        return double.IsFinite(value) ? value : throw new JsonException("A number is too large to be finite.");
    }
}
