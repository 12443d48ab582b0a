using System.Text.Json;
using System.Text.Json.Serialization;
using CompressionPipeline.Models.Selectors;

namespace CompressionPipeline.Stages.Prune;

/// <summary>Which layers of one stack stay: how many, or which; in YAML and JSON a number or a list.</summary>
[JsonConverter(typeof(Converter))]
public sealed record LayerChoice
{
    /// <summary>How many; the keep tables say which.</summary>
    public int? Count { get; init; }

    /// <summary>Which, ascending from 0.</summary>
    public IReadOnlyList<int> Indices { get; init; } = [];

    /// <summary>So many layers.</summary>
    public static implicit operator LayerChoice(int count) => new() { Count = count };

    /// <summary>These layers.</summary>
    public static implicit operator LayerChoice(int[] indices) => new() { Indices = indices };

    /// <summary>What is wrong in any stack; null where nothing is.</summary>
    internal string? Mistake() =>
        Count is < 1 ? "a stack needs at least one layer"
        : Count is not null ? null
        : Indices.Count == 0 ? "a stack needs at least one layer"
        : Indices[0] >= 0 && Indices.SequenceEqual(Indices.Order().Distinct()) ? null
        : "indices must ascend, each once";

    /// <summary>What cannot be done to a stack of this depth; null where nothing is wrong.</summary>
    internal string? Misfit(string stack, string model, int depth) => this switch
    {
        { Count: { } count } when count > depth => $"keeps {count} {stack} layers, but {model} has {depth}; say 1 to {depth}",
        { Indices: [.., var last] } when last >= depth =>
            $"keeps {stack} layer {last}, but {model} has the layers 0 to {depth - 1}",
        _ => null,
    };

    /// <summary>The indices that stay of a stack of this depth.</summary>
    internal IReadOnlyList<int> Keep(int depth, LayerRule rule) =>
        Count is { } count ? LayerSelection.Keep(depth, count, rule) : Indices;

    private sealed class Converter : JsonConverter<LayerChoice>
    {
        public override LayerChoice Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
                ? reader.GetInt32()
                : JsonSerializer.Deserialize<int[]>(ref reader, options)
                    ?? throw new JsonException("A number or a list of numbers is missing.");

        public override void Write(Utf8JsonWriter writer, LayerChoice value, JsonSerializerOptions options)
        {
            if (value.Count is { } count)
                writer.WriteNumberValue(count);
            else
                JsonSerializer.Serialize(writer, value.Indices, options);
        }
    }
}
