using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompressionPipeline.Stages.Results;

/// <summary>Lists of samples stand on one line each, so that a person finds the rest between them.</summary>
internal sealed class NumbersOnOneLine : JsonConverter<IReadOnlyList<double>>
{
    public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"A list of numbers must stand here, not {reader.TokenType}.");
        var numbers = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            numbers.Add(FiniteNumbers.Next(ref reader));
        return numbers;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options)
    {
        var line = new StringBuilder("[");
        foreach (var number in value)
        {
            if (!double.IsFinite(number))
                throw new ArgumentException($"{number} cannot be written as a number.", nameof(value));
            line.Append(line.Length == 1 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{number:R}");
        }
        writer.WriteRawValue(line.Append(']').ToString(), skipInputValidation: true);
    }
}
