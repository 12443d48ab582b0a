namespace CompressionPipeline.Verdicts.Metrics.Rouge;

// Steps 2 to 4: lists of rules in which the first matching suffix decides, whether or not its condition holds.
internal static class PorterSuffixes
{
    private static readonly (string Suffix, string Replacement)[] Second =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"),
        ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
        ("biliti", "ble"), ("fulli", "ful"), ("logi", "log"),
    ];

    private static readonly (string Suffix, string Replacement)[] Third =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly (string Suffix, string Replacement)[] Fourth =
    [
        ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""), ("ant", ""), ("ement", ""),
        ("ment", ""), ("ent", ""), ("ion", ""), ("ou", ""), ("ism", ""), ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""),
        ("ize", ""),
    ];

    public static string Step2(string word)
    {
        // "sensationalli" → "sensational" → "sensate": what -alli leaves may end in another suffix of this step.
        if (word.EndsWith("alli", StringComparison.Ordinal) && PorterWord.Measure(word.AsSpan(0, word.Length - 4)) > 0)
            return Step2(word[..^2]);
        // The l of -logi counts towards its stem, so that "geologi" has a measure at all.
        return Replace(word, Second, (suffix, stem) =>
            PorterWord.Measure(word.AsSpan(0, suffix == "logi" ? stem + 1 : stem)) > 0);
    }

    public static string Step3(string word) => Replace(word, Third, (_, stem) => PorterWord.Measure(word.AsSpan(0, stem)) > 0);

    public static string Step4(string word) => Replace(word, Fourth, (suffix, stem) =>
        PorterWord.Measure(word.AsSpan(0, stem)) > 1 && (suffix != "ion" || word[stem - 1] is 's' or 't'));

    private static string Replace(string word, (string Suffix, string Replacement)[] rules, Func<string, int, bool> holds)
    {
        foreach (var (suffix, replacement) in rules)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                var stem = word.Length - suffix.Length;
                return holds(suffix, stem) ? string.Concat(word.AsSpan(0, stem), replacement) : word;
            }
        }
        return word;
    }
}
