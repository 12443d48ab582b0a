using System.Text;
using System.Text.Json;
using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>One entry of a header: where the bytes of a tensor lie behind it.</summary>
internal sealed record SafetensorsEntry(string Name, string DType, long[] Shape, long Start, long End);

/// <summary>The JSON header of a safetensors file, checked before a byte of data is believed.</summary>
internal static class SafetensorsHeader
{
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

    public static PipelineException Error(string path, string error, Exception? inner = null)
    {
        var message = $"{path} is not a whole safetensors file: {error}. Copy or download the file again.";
        return inner is null ? new PipelineException(message) : new PipelineException(message, inner);
    }

    private static List<SafetensorsEntry> Entries(ReadOnlyMemory<byte> header, string path)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(header.Span);
            // A duplicate key is refused by the parser: which of two values counts would depend on the reader.
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? [.. json.RootElement.EnumerateObject().Where(member => member.Name != "__metadata__")
                    .Select(member => Entry(member, path))]
                : throw Error(path, "its header is no JSON object");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw Error(path, $"its header cannot be read ({error.Message.TrimEnd('.')})", error);
        }
    }

    private static SafetensorsEntry Entry(JsonProperty member, string path)
    {
        var name = member.Name;
        try
        {
            var dtype = member.Value.GetProperty("dtype").GetString() ?? "";
            long[] shape = [.. member.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            long[] offsets = [.. member.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
            if (TensorData.WidthOf(dtype) is not { } width)
                throw Error(path, $"'{name}' has the unknown element type '{dtype}'");
            if (offsets is not [>= 0 and var start, var end] || end < start || shape.Any(size => size < 0))
                throw Error(path, $"'{name}' has impossible offsets or sizes");
            var bytes = shape.Aggregate((long)width, (product, size) => checked(product * size));
            return bytes == end - start
                ? new SafetensorsEntry(name, dtype, shape, start, end)
                : throw Error(path, $"'{name}' of shape [{string.Join(", ", shape)}] needs {bytes} bytes and has {end - start}");
        }
        catch (Exception error)
            when (error is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw Error(path, $"the entry of '{name}' in its header is impossible ({error.Message.TrimEnd('.')})", error);
        }
    }
}
