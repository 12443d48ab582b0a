using System.Buffers.Binary;
using System.Text.Json;
using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>Reads and writes the safetensors format (an 8-byte length, a JSON header, the bytes), independent of torch.</summary>
public static class Safetensors
{
    /// <summary>Every tensor of a file, which stays open for their bytes as long as there is one of them.</summary>
    /// <exception cref="PipelineException">The file is missing, cut off, too long, or its header is not what the format allows;
    /// names the file.</exception>
    public static IReadOnlyDictionary<string, TensorData> Read(string path)
    {
        var stream = InputFile.Open(path, "Name a folder with a Hugging Face checkpoint in safetensors format.");
        try
        {
            return Read(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static Dictionary<string, TensorData> Read(FileStream stream, string path)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
            throw SafetensorsHeader.Error(path, $"{stream.Length} bytes are fewer than its 8-byte prefix: the file is cut off");
        var headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if ((headerBytes > SafetensorsHeader.MaxBytes || (long)headerBytes > stream.Length - 8)
            && FileFormat.Mistaken(path) is { } mistaken)
            throw new InvalidFileException(path, mistaken, "Then run again.");
        if (headerBytes > SafetensorsHeader.MaxBytes)
        {
            throw SafetensorsHeader.Error(
                path, $"its header claims {headerBytes} bytes, more than the {SafetensorsHeader.MaxBytes} of the format");
        }
        if ((long)headerBytes > stream.Length - 8)
        {
            throw SafetensorsHeader.Error(
                path, $"its header claims {headerBytes} bytes of {stream.Length - 8}: the file is cut off");
        }
        var header = new byte[headerBytes];
        stream.ReadExactly(header);

        var tensors = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        var first = stream.Position;
        foreach (var entry in SafetensorsHeader.Parse(header, stream.Length - first, path))
        {
            tensors[entry.Name] = new TensorData(entry.DType, entry.Shape, entry.End - entry.Start, (offset, to) =>
                ReadBytes(stream, first + entry.Start + offset, to, path));
        }
        return tensors;
    }

    /// <summary>
    /// Writes tensors in the given order, atomically; the header says <c>format: pt</c> and fills up to 8 bytes.
    /// </summary>
    /// <exception cref="ArgumentException">A tensor's bytes do not fit its shape and type.</exception>
    /// <exception cref="PipelineException">The disk is full or the folder cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, TensorData>> tensors) =>
        Write(path, [.. tensors.Select(pair => TensorSource.Of(pair.Key, pair.Value))]);

    /// <summary>Writes tensors that tell their bytes only when asked, so that a large model is never in memory twice.</summary>
    internal static void Write(string path, IReadOnlyList<TensorSource> tensors)
    {
        var header = Header(tensors);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> prefix = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
            stream.Write(prefix);
            stream.Write(header);
            foreach (var tensor in tensors)
                tensor.WriteTo(stream);
        });
    }

    private static void ReadBytes(FileStream stream, long offset, Span<byte> to, string path)
    {
        while (to.Length > 0)
        {
            var read = RandomAccess.Read(stream.SafeFileHandle, to, offset);
            if (read == 0)
                throw SafetensorsHeader.Error(path, $"it ended at {offset} bytes while it was read: the file is cut off");
            offset += read;
            to = to[read..];
        }
    }

    private static byte[] Header(IReadOnlyList<TensorSource> tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                WriteEntry(json, tensor, offset);
                offset += tensor.Length;
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorSource tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.DType);
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
