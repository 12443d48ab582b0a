using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Microsoft.ML.Tokenizers;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// A model's precompiled character map (NFKC and the like), applied by Microsoft.ML.Tokenizers, which gets a model of this map
/// alone: its public Normalizer ignores the map. The package also keeps characters that a map deletes (control characters), so
/// the map is changed to replace them by a mark, which is removed afterwards.
/// </summary>
internal sealed class CharacterMap
{
    // Two of Unicode's noncharacters, which are for the internal use of programs and stand in no text.
    private const string Nothing = "\uFDD0\uFDD1";

    private readonly SentencePieceTokenizer? package;
    private readonly Regex? kept;
    private readonly bool keepsAscii;

    public CharacterMap(SpieceFile file)
    {
        if (file.CharsMap.IsEmpty)
            return;
        var marked = WithMarks(file.CharsMap.Span);
        // SentencePiece keeps those that come out of one replacement.
        if (file.RemoveExtraSpaces && marked.AsSpan((int)TextsOf(marked)).IndexOf("  "u8) >= 0)
        {
            throw new InvalidDataException(
                "Its character map puts several spaces in the place of a text, and remove_extra_whitespaces takes them out again.");
        }
        using var model = new MemoryStream(ModelWith(marked));
        package = SentencePieceTokenizer.Create(model, addBeginningOfSentence: false, addEndOfSentence: false);
        keepsAscii = KeepsAscii(file.CharsMap.Span);
        var userDefined = file.Pieces.Where(piece => piece.Type == PieceType.UserDefined).Select(piece => piece.Text).ToArray();
        if (userDefined.Length > 0)
            kept = new($"({string.Join('|', userDefined.OrderByDescending(piece => piece.Length).Select(Regex.Escape))})");
    }

    /// <summary>The text with characters, or runs of them, replaced by what the map has; user-defined pieces stay.</summary>
    public string Apply(string text)
    {
        if (package is null || (keepsAscii && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')))
            return text;
        // Split gives, as the expression is a group, what matched between what did not.
        return kept is null ? Map(text) : string.Concat(kept.Split(text).Select((part, i) => i % 2 == 0 ? Map(part) : part));
    }

    private string Map(string text)
    {
        package!.EncodeToIds(text, false, false, maxTokenCount: 1, out var mapped, out _);
        return (mapped ?? text).Replace(Nothing, "", StringComparison.Ordinal);
    }

    // A map is a little-endian length, a double array (Darts) of that many bytes, and the replacements, each ended by a
    // zero byte. A unit of the array with its top bit set says where a replacement begins.
    private static byte[] WithMarks(ReadOnlySpan<byte> map)
    {
        const uint Leaf = 0x8000_0000;
        var texts = map.Length < sizeof(uint) ? long.MaxValue : TextsOf(map);
        if (texts >= map.Length || texts % sizeof(uint) != 0 || map[^1] != 0)
            throw new InvalidDataException("The normalizer's precompiled character map is cut off.");

        byte[] marked = [.. map, .. Encoding.UTF8.GetBytes(Nothing), 0];
        for (var at = sizeof(uint); at < texts; at += sizeof(uint))
        {
            var unit = BinaryPrimitives.ReadUInt32LittleEndian(map[at..]);
            var text = texts + (unit & ~Leaf);
            if ((unit & Leaf) == 0)
                continue;
            if (text >= map.Length)
                throw new InvalidDataException("The normalizer's precompiled character map points beyond its end.");
            if (map[(int)text] == 0)
                BinaryPrimitives.WriteUInt32LittleEndian(marked.AsSpan(at), Leaf | (uint)(map.Length - texts));
        }
        return marked;
    }

    // Where the replacements begin.
    private static long TextsOf(ReadOnlySpan<byte> map) => sizeof(uint) + (long)BinaryPrimitives.ReadUInt32LittleEndian(map);

    // Whether nothing in the map is made of printable ASCII alone: most texts are, and need not go through the package.
    private static bool KeepsAscii(ReadOnlySpan<byte> map)
    {
        const uint HasLeaf = 1 << 8;
        var units = MemoryMarshal.Cast<byte, uint>(map.Slice(sizeof(uint), (int)BinaryPrimitives.ReadUInt32LittleEndian(map)));
        for (var first = ' '; first <= '~'; first++)
        {
            if (Child(units, 0, first) is not { } node)
                continue;
            if ((units[node] & HasLeaf) != 0)
                return false;
            for (var second = ' '; second <= '~'; second++)
            {
                if (Child(units, node, second) is not null)
                    return false;
            }
        }
        return true;
    }

    // Of a unit bits 10 to 30 are an offset, in 256s where bit 9 is set, and bits 0 to 7 the byte that leads to it.
    private static int? Child(ReadOnlySpan<uint> units, int node, char next)
    {
        const uint LabelAndLeaf = 0x8000_00FF;
        var unit = units[node] & 0x7FFF_FFFF;
        var child = (uint)node ^ ((unit >> 10) << (int)((unit & (1 << 9)) >> 6)) ^ next;
        return child < units.Length && (units[(int)child] & LabelAndLeaf) == next ? (int)child : null;
    }

    // The least that the package takes: three pieces (field 1: text, type) and an empty trainer_spec (2), which means unknown 0,
    // beginning 1, end 2. White space is left as it is (3 to 5 of normalizer_spec, field 3): that is TextNormalizer's, later.
    private static byte[] ModelWith(byte[] map) =>
    [
        .. Field(1, [.. Field(1, "<unk>"u8), 3 << 3, 2]),
        .. Field(1, [.. Field(1, "<s>"u8), 3 << 3, 3]),
        .. Field(1, [.. Field(1, "</s>"u8), 3 << 3, 3]),
        .. Field(2, []),
        .. Field(3, [.. Field(2, map), 3 << 3, 0, 4 << 3, 0, 5 << 3, 0]),
    ];

    private static byte[] Field(int number, ReadOnlySpan<byte> value)
    {
        var field = new byte[value.Length + 10];
        using var output = new CodedOutputStream(field);
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value));
        return field[..(int)output.Position];
    }
}
