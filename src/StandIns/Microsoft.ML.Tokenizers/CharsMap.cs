using System.Buffers.Binary;

namespace Microsoft.ML.Tokenizers;

// A precompiled_charsmap: a little-endian length, a Darts double array of that many bytes, and the replacements it points to,
// each ended by a zero byte.
internal sealed class CharsMap
{
    private readonly uint[] units;
    private readonly byte[] replacements;

    public CharsMap(ReadOnlySpan<byte> blob)
    {
        if (blob.IsEmpty)
            return;
        if (blob.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(blob) is var size && (size > blob.Length - sizeof(uint) || size % sizeof(uint) != 0))
            throw new InvalidDataException("The normalizer's precompiled character map is cut off.");
        units = new uint[size / sizeof(uint)];
        for (var i = 0; i < units.Length; i++)
            units[i] = BinaryPrimitives.ReadUInt32LittleEndian(blob[((i + 1) * sizeof(uint))..]);
        replacements = blob[(int)(sizeof(uint) + size)..].ToArray();
        // A unit with its top bit set is a value: where a replacement begins. Once checked here, no text can fail.
        if (units.Any(unit => unit >> 31 != 0 && (unit & 0x7FFF_FFFF) >= replacements.Length))
            throw new InvalidDataException("The normalizer's precompiled character map points beyond its end.");
    }

    // What the longest known prefix of the text is replaced by; a length of zero where no prefix is known.
    public ReadOnlySpan<byte> Replace(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        if (units is null || units.Length == 0)
            return [];
        uint value = 0;
        var node = Offset(units[0]);
        for (var i = 0; i < text.Length; i++)
        {
            node ^= text[i];
            if (node >= units.Length || (units[node] & 0x8000_00FF) != text[i])
                break;
            var unit = units[node];
            node ^= Offset(unit);
            if ((unit & 0x100) == 0)
                continue;
            if (node >= units.Length || units[node] >> 31 == 0)
                break;
            value = units[node] & 0x7FFF_FFFF;
            length = i + 1;
        }
        if (length == 0)
            return [];
        var replacement = replacements.AsSpan((int)value);
        var end = replacement.IndexOf((byte)0);
        return end < 0 ? replacement : replacement[..end];
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 0x200) >> 6);
}
