using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Families;

/// <summary>Writes a double with its point, as Python does: readers that check types take <c>0</c> for a whole number.</summary>
internal sealed class FractionConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        writer.WriteRawValue(text.All(letter => char.IsAsciiDigit(letter) || letter == '-') ? text + ".0" : text);
    }
}
