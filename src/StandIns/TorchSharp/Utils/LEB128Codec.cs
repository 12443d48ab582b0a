namespace TorchSharp.Native;

/// <summary>Unsigned numbers in groups of seven bits, lowest first, as the package writes them before each tensor.</summary>
internal static class LEB128Codec
{
    internal static void Encode(this BinaryWriter writer, long value)
    {
        for (; value >= 0x80; value >>= 7)
            writer.Write((byte)(value | 0x80));
        writer.Write((byte)value);
    }

    internal static long Decode(this BinaryReader reader)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var next = reader.ReadByte();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
