using System.Buffers.Binary;
using System.Text;

namespace Benchmarks.Fuzzing;

/// <summary>
/// Changes files as accidents and attackers do: bits, numbers, spans, lines, words; seldom more than a few at once.
/// </summary>
internal sealed class Mutator(Random random, IReadOnlyList<string> words)
{
    // What a change may grow a file to; larger ones take time and find nothing new.
    private const int MostBytes = 1 << 20;

    private static readonly long[] Numbers =
    [
        0, 1, -1, 2, 63, 64, 127, 128, 255, 256, 1000, short.MaxValue, ushort.MaxValue, 1 << 24, int.MaxValue, int.MinValue,
        uint.MaxValue, 1L << 40, long.MaxValue, long.MinValue,
    ];

    private static readonly string[] Texts =
    [
        "", "null", "true", "0", "-1", "1e999", "-0.0", "0.1", "NaN", "99999999999999999999", "2147483648", "\"\"", "\"\\ud800\"",
        "[]", "{}", "[", "]", "{", "}", "\"", ",", ":", "\\", "\n", "\r", "\t", "\0", "\uFEFF", "\uD83D\uDE00", "é", " ", "../",
        "/",
    ];

    private readonly JsonMutator json = new(random);

    /// <summary>A changed file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="other">Another one, whose parts may come in.</param>
    public byte[] Change(byte[] file, byte[] other)
    {
        // Still JSON, so that what its members mean is looked at as well.
        if (random.Next(2) == 0 && json.Change(file) is { } changed)
            return changed;
        for (var left = 1 << random.Next(4); left > 0 && file.Length <= MostBytes; left--)
            file = Once(file, other);
        return file;
    }

    private byte[] Once(byte[] file, byte[] other)
    {
        var (start, length) = Span(file.Length);
        var part = file.AsSpan(start, length).ToArray();
        return random.Next(12) switch
        {
            0 => Replace(file, start, Math.Min(1, length), [(byte)(file.ElementAtOrDefault(start) ^ (1 << random.Next(8)))]),
            1 => Replace(file, start, Math.Min(1, length), [(byte)random.Next(256)]),
            2 => Replace(file, start, Math.Min(8, length), Number().AsSpan(0, Math.Min(8, length))),
            3 => Replace(file, start, length, []),
            4 => Replace(file, start, 0, part),
            5 => Replace(file, start, 0, Word()),
            6 or 7 => Token(file),
            8 => [.. file.AsSpan(0, start), .. other.AsSpan(random.Next(other.Length + 1))],
            9 => file[..start],
            10 => Lines(file),
            // Many times the same, for what is not bounded.
            _ => Replace(file, start, 0, [.. Enumerable.Repeat(random.Next(2) == 0 ? Word() : part[..Math.Min(64, length)],
                1 << random.Next(13)).SelectMany(bytes => bytes)]),
        };
    }

    // Short spans are more likely than long ones.
    private (int Start, int Length) Span(int size)
    {
        var start = random.Next(size + 1);
        return (start, Math.Min(size - start, random.Next(1 + (1 << random.Next(12)))));
    }

    private byte[] Number()
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Numbers[random.Next(Numbers.Length)]);
        return bytes[..(1 << random.Next(4))].Concat(bytes).Take(8).ToArray();
    }

    private byte[] Word() => Encoding.UTF8.GetBytes(
        random.Next(3) == 0 || words.Count == 0 ? Texts[random.Next(Texts.Length)] : words[random.Next(words.Count)]);

    // A number, or a word, in the place of another.
    private byte[] Token(byte[] file)
    {
        if (file.Length == 0)
            return Word();
        var end = random.Next(file.Length);
        while (end < file.Length && !IsOfWord(file[end]))
            end++;
        var start = end;
        while (start > 0 && IsOfWord(file[start - 1]))
            start--;
        while (end < file.Length && IsOfWord(file[end]))
            end++;
        return Replace(file, start, end - start, random.Next(2) == 0 ? Word()
            : Encoding.UTF8.GetBytes($"{Numbers[random.Next(Numbers.Length)]}"));
    }

    private byte[] Lines(byte[] file)
    {
        var lines = Encoding.Latin1.GetString(file).Split('\n').ToList();
        var (from, to) = (random.Next(lines.Count), random.Next(lines.Count));
        if (random.Next(2) == 0)
            (lines[from], lines[to]) = (lines[to], lines[from]);
        else
            lines.Insert(to, lines[from]);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static bool IsOfWord(byte letter) =>
        char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' or (byte)'.';

    private static byte[] Replace(byte[] file, int start, int length, ReadOnlySpan<byte> instead) =>
        [.. file.AsSpan(0, start), .. instead, .. file.AsSpan(start + length)];
}
