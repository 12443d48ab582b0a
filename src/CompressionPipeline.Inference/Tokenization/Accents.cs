using System.Globalization;
using System.Text;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// Takes accents from letters: decomposes a text (Unicode's normalization form D) and drops the marks. string.Normalize does not
/// decompose where a program runs with InvariantGlobalization, as ours do; decompositions.txt has what Unicode 15 says of each
/// character, without marks.
/// </summary>
internal static class Accents
{
    // Hangul syllables decompose by rule: the Unicode Standard, section 3.12.
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, Leads = 0x1100, Vowels = 0x1161, Trails = 0x11A7;
    private const int VowelCount = 21, TrailCount = 28;

    private static readonly Lazy<Dictionary<int, string>> Table = new(Read);

    /// <summary>The text without accents.</summary>
    public static string Strip(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var stripped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark))
        {
            if (rune.Value is >= FirstSyllable and <= LastSyllable)
                AppendSyllable(stripped, rune.Value - FirstSyllable);
            else
                stripped.Append(Table.Value.GetValueOrDefault(rune.Value) ?? rune.ToString());
        }
        return stripped.ToString();
    }

    private static void AppendSyllable(StringBuilder text, int syllable)
    {
        var (vowel, trail) = (syllable / TrailCount % VowelCount, syllable % TrailCount);
        text.Append((char)(Leads + (syllable / TrailCount / VowelCount))).Append((char)(Vowels + vowel));
        if (trail > 0)
            text.Append((char)(Trails + trail));
    }

    private static Dictionary<int, string> Read()
    {
        using var lines = new StreamReader(typeof(Accents).Assembly.GetManifestResourceStream("decompositions.txt")!);
        var table = new Dictionary<int, string>();
        while (lines.ReadLine() is { } line)
        {
            int[] points = [.. line.Split(' ').Select(Point)];
            table[points[0]] = string.Concat(points.Skip(1).Select(point => new Rune(point).ToString()));
        }
        return table;
    }

    private static int Point(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
