using System.Buffers.Binary;
using System.Text;
using static CompressionPipeline.Inference.Tokenization.DoubleArray;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// The precompiled character map that makes a space of every white space: a SentencePiece model's word for Hugging Face's
/// WhitespaceSplit, which T5's tokenizers of newer versions have in the place of a map.
/// </summary>
internal static class WhiteSpaceMap
{
    // Stands in no UTF-8.
    private const uint NoByte = 0xFF;

    /// <summary>The map as a normalizer_spec holds it.</summary>
    public static byte[] Bytes()
    {
        // The root's block, then one for all ends, which point to the one replacement. Each node's children have a block too.
        List<uint> units = [0, .. Enumerable.Repeat(NoByte, 255), .. Enumerable.Repeat(IsValue, 256)];
        foreach (var character in Enumerable.Range(0, char.MaxValue).Select(point => (char)point))
        {
            if (char.IsWhiteSpace(character) && character != ' ')
                Add(units, Encoding.UTF8.GetBytes([character]));
        }
        var map = new byte[sizeof(uint) * (1 + units.Count)];
        foreach (var (i, value) in units.Prepend((uint)(sizeof(uint) * units.Count)).Index())
            BinaryPrimitives.WriteUInt32LittleEndian(map.AsSpan(sizeof(uint) * i), value);
        return [.. map, (byte)' ', 0];
    }

    private static void Add(List<uint> units, byte[] utf8)
    {
        var node = 0;
        foreach (var part in utf8)
        {
            if (units[node] >> Offset == 0)
            {
                units[node] |= To(node, units.Count >> Block);
                units.AddRange(Enumerable.Repeat(NoByte, 256));
            }
            node ^= (int)(units[node] >> Offset << Block) ^ part;
            if (units[node] == NoByte)
                units[node] = part;
        }
        units[node] |= HasValue | To(node, 1);
    }

    private static uint To(int node, int block) => InBlocks | ((uint)((node >> Block) ^ block) << Offset);
}
