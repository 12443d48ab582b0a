using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompressionPipeline.Stages.Prune;

/// <summary>A share of all entries, from 0 to 1; in YAML and JSON a number or a text such as 30%.</summary>
/// <param name="Value">From 0 to 1.</param>
[JsonConverter(typeof(Converter))]
public sealed record Share(double Value)
{
    /// <summary>What a text must look like.</summary>
    public const string Pattern = @"(100|[0-9]{1,2}(\.[0-9]+)?)%";

    private sealed class Converter : JsonConverter<Share>
    {
        public override Share Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(
            reader.TokenType == JsonTokenType.Number
                ? reader.GetDouble()
                : double.Parse(reader.GetString()!.TrimEnd('%'), CultureInfo.InvariantCulture) / 100);

        public override void Write(Utf8JsonWriter writer, Share value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }
}
