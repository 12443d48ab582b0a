using System.Globalization;

namespace Benchmarks.Statistics;

/// <summary>Texts whose words are as unevenly frequent as in a language (G. Zipf, 1949), and end as English ones do.</summary>
internal sealed class RandomTexts(int seed)
{
    private static readonly string[] Ends = ["", "", "", "s", "ed", "ing", "er", "ation", "fully", "ies", "ness", "able"];
    private readonly Random random = new(seed);

    /// <summary>A reference and a candidate that took three words in four from it, in sentences of about twelve words.</summary>
    public (string Reference, string Candidate) Pair(int words)
    {
        var reference = Enumerable.Range(0, words).Select(_ => Word()).ToList();
        var candidate = reference.Select(word => random.NextDouble() < 0.75 ? word : Word()).ToList();
        var start = random.Next(words);
        return (Text(reference), Text([.. candidate[start..], .. candidate[..start]]));
    }

    public string Text(int words) => Text([.. Enumerable.Range(0, words).Select(_ => Word())]);

    private static string Text(IReadOnlyList<string> words) => string.Join(' ', words.Select((word, i) =>
        i % 12 == 0 ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word) : i % 12 == 11 ? word + "." : word));

    // Rank r of 20,000 has a share of about 1/r.
    private string Word()
    {
        var rank = (int)Math.Pow(20_000, random.NextDouble());
        var word = "";
        for (var rest = rank; rest > 0; rest /= 60)
            word += $"{"bcdfghklmnprst"[rest % 14]}{"aeiou"[rest % 5]}";
        return word + Ends[rank % Ends.Length];
    }
}
