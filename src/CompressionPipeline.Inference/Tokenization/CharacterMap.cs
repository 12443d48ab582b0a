using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using static CompressionPipeline.Inference.Tokenization.DoubleArray;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// A model's precompiled character map (NFKC and the like): at each place of a text, the longest run of bytes that the map
/// contains is replaced. Microsoft.ML.Tokenizers keeps what a map deletes, and fails where a text grows to more than twice its
/// length (docs/adr/0017).
/// </summary>
internal sealed class CharacterMap
{
    private readonly uint[] units = [];
    private readonly byte[] replacements = [];
    private readonly Regex? kept;
    private readonly bool keepsAscii;

    public CharacterMap(SpieceFile file)
    {
        if (file.CharsMap.IsEmpty)
            return;
        // A little-endian length, the double array of that many bytes, and the replacements, each ended by a zero byte.
        var map = file.CharsMap.Span;
        var texts = map.Length < sizeof(uint) ? long.MaxValue : sizeof(uint) + (long)BinaryPrimitives.ReadUInt32LittleEndian(map);
        if (texts >= map.Length || texts % sizeof(uint) != 0 || texts == sizeof(uint) || map[^1] != 0)
            throw new InvalidDataException("The normalizer's precompiled character map is cut off.");
        units = MemoryMarshal.Cast<byte, uint>(map[sizeof(uint)..(int)texts]).ToArray();
        replacements = map[(int)texts..].ToArray();
        if (units.Any(unit => (unit & IsValue) != 0 && (unit & ~IsValue) >= replacements.Length))
            throw new InvalidDataException("The normalizer's precompiled character map points beyond its end.");
        // SentencePiece keeps spaces that come out of one replacement; TextNormalizer would make one space of them.
        if (file.RemoveExtraSpaces && replacements.AsSpan().IndexOf("  "u8) >= 0)
        {
            throw new InvalidDataException(
                "Its character map puts several spaces in the place of a text, and remove_extra_whitespaces takes them away.");
        }
        keepsAscii = KeepsAscii();
        var userDefined = file.Pieces.Where(piece => piece.Type == PieceType.UserDefined).Select(piece => piece.Text).ToArray();
        if (userDefined.Length > 0)
            kept = new($"({string.Join('|', userDefined.OrderByDescending(piece => piece.Length).Select(Regex.Escape))})");
    }

    /// <summary>The text with characters, or runs of them, replaced by what the map has; user-defined pieces stay.</summary>
    public string Apply(string text)
    {
        if (units.Length == 0 || (keepsAscii && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')))
            return text;
        // Split gives, as the expression is a group, what matched between what did not.
        return kept is null ? Map(text) : string.Concat(kept.Split(text).Select((part, i) => i % 2 == 0 ? Map(part) : part));
    }

    private string Map(string text)
    {
        ReadOnlySpan<byte> utf8 = Encoding.UTF8.GetBytes(text);
        var mapped = new ArrayBufferWriter<byte>(utf8.Length + 1);
        while (!utf8.IsEmpty)
        {
            var (length, replacement) = Longest(utf8);
            if (length > 0)
            {
                mapped.Write(replacements.AsSpan(replacement, Array.IndexOf(replacements, (byte)0, replacement) - replacement));
            }
            else
            {
                Rune.DecodeFromUtf8(utf8, out _, out length);
                mapped.Write(utf8[..length]);
            }
            utf8 = utf8[length..];
        }
        return Encoding.UTF8.GetString(mapped.WrittenSpan);
    }

    // How many bytes are replaced, and where the replacement begins; 0 bytes where the map has nothing.
    private (int Length, int Replacement) Longest(ReadOnlySpan<byte> utf8)
    {
        var (longest, node) = ((Length: 0, Replacement: 0), 0);
        for (var length = 1; length <= utf8.Length && Child(node, utf8[length - 1]) is { } child; length++)
        {
            node = child;
            if ((units[node] & HasValue) != 0 && Children(node) is var value && value < units.Length)
                longest = (length, (int)(units[value] & ~IsValue));
        }
        // In a damaged map, what should be a value may be a node.
        return longest.Replacement < replacements.Length ? longest : default;
    }

    private int? Child(int node, int next)
    {
        var child = Children(node) ^ (uint)next;
        return child < units.Length && (units[child] & (IsValue | Label)) == next ? (int)child : null;
    }

    // Where a node's value is; a child is at this place xor the byte that leads to it.
    private uint Children(int node) =>
        (uint)node ^ (((units[node] & ~IsValue) >> Offset) << ((units[node] & InBlocks) != 0 ? Block : 0));

    // Whether no entry of the map is a printable ASCII character or begins with two of them: most texts are made of these alone,
    // and are returned as they are.
    private bool KeepsAscii()
    {
        for (var first = ' '; first <= '~'; first++)
        {
            if (Child(0, first) is not { } node)
                continue;
            if ((units[node] & HasValue) != 0)
                return false;
            for (var second = ' '; second <= '~'; second++)
            {
                if (Child(node, second) is not null)
                    return false;
            }
        }
        return true;
    }
}
