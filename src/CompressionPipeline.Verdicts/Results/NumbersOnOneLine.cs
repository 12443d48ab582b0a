using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>Lists of samples stand on one line each, so that a person finds the rest between them.</summary>
internal sealed class NumbersOnOneLine : JsonConverter<IReadOnlyList<double>>
{
    // No double is longer, written so that it comes back the same.
    private const int Width = 32;

    // Called once a run, with millions of tokens: it must be fast the first time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"A list of numbers must stand here, not {reader.TokenType}.");
        var numbers = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            numbers.Add(FiniteNumbers.Next(ref reader));
        return numbers;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options)
    {
        // A result of a sweep has millions of them: no text in between.
        var line = new ArrayBufferWriter<byte>((value.Count * Width) + 2);
        line.Write("["u8);
        for (var i = 0; i < value.Count; i++)
        {
            if (!double.IsFinite(value[i]))
                throw new ArgumentException($"{value[i]} cannot be written as a number.", nameof(value));
            if (i > 0)
                line.Write(", "u8);
            value[i].TryFormat(line.GetSpan(Width), out var written, provider: CultureInfo.InvariantCulture);
            line.Advance(written);
        }
        line.Write("]"u8);
        writer.WriteRawValue(line.WrittenSpan, skipInputValidation: true);
    }
}
