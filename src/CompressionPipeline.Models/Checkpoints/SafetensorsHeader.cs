using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>One entry of a header: where the bytes of a tensor lie behind it.</summary>
internal sealed record SafetensorsEntry(string Name, string DType, long[] Shape, long Start, long End);

/// <summary>The JSON header of a safetensors file, checked before a byte of data is believed.</summary>
internal static class SafetensorsHeader
{
    private const string Fix = "Copy or download the file again.";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private sealed record Written(string Dtype, long[] Shape, long[] DataOffsets);

    /// <summary>The format's own limit.</summary>
    public const long MaxBytes = 100_000_000;

    /// <summary>
    /// Entries in order of their bytes; contiguous, without overlap or hole, and ending at <paramref name="dataBytes"/>.
    /// </summary>
    public static IReadOnlyList<SafetensorsEntry> Parse(ReadOnlyMemory<byte> header, long dataBytes, string path)
    {
        var entries = Entries(header, path).OrderBy(entry => entry.Start).ThenBy(entry => entry.End).ToList();
        var expected = 0L;
        foreach (var entry in entries)
        {
            if (entry.Start != expected)
            {
                throw Error(
                    path, $"'{entry.Name}' starts at {entry.Start} and not at {expected}: tensors overlap or leave a hole");
            }
            if (entry.End > dataBytes)
            {
                throw Error(
                    path, $"it ends after {dataBytes} bytes of data, in '{entry.Name}' (to {entry.End}): the file is cut off");
            }
            expected = entry.End;
        }
        return expected == dataBytes ? entries : throw Error(path, $"{dataBytes - expected} bytes follow the last tensor");
    }

    public static PipelineException Error(string path, string error) =>
        new($"{path} is not a whole safetensors file: {error}. {Fix}");

    private static List<SafetensorsEntry> Entries(ReadOnlyMemory<byte> header, string path)
    {
        var json = StrictJson.ParseObject(header.Span, $"The header of {path}", Fix);
        if (header.Span[0] != '{')
            throw Error(path, "its header does not begin with '{'");
        if (json["__metadata__"] is { } metadata
            && (metadata is not JsonObject texts || texts.Any(member => !member.Value.Is<string>(out _))))
            throw Error(path, "'__metadata__' holds something else than texts");
        json.Remove("__metadata__");
        return [.. json.Select(member => Entry(member.Key, member.Value, path))];
    }

    private static SafetensorsEntry Entry(string name, JsonNode? json, string path)
    {
        try
        {
            var (dtype, shape, offsets) = StrictJson.To<Written>(
                json as JsonObject ?? [], $"The entry of '{name}' in the header of {path}", Format, Fix);
            // Newer ones pack several elements into a byte.
            if (TensorData.WidthOf(dtype) is not { } width)
                throw new InvalidFileException(
                    path, $"'{name}' has the unknown element type '{dtype}'", "Save the weights as F32, F16 or BF16.", key: name);
            if (offsets is not [>= 0 and var start, var end] || end < start || shape.Any(size => size < 0))
                throw Error(path, $"'{name}' has impossible offsets or sizes");
            var bytes = shape.Aggregate((long)width, (product, size) => checked(product * size));
            return bytes == end - start
                ? new SafetensorsEntry(name, dtype, shape, start, end)
                : throw Error(path, $"'{name}' of shape [{string.Join(", ", shape)}] needs {bytes} bytes and has {end - start}");
        }
        catch (OverflowException)
        {
            throw Error(path, $"'{name}' has impossible sizes");
        }
    }
}
