namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>
/// Porter's suffix stripping (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980) with the extensions that
/// NLTK makes by default: the ones every published ROUGE number is computed with. Words are lower-case ASCII letters and digits.
/// </summary>
public static class PorterStemmer
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["sky"] = "sky", ["skies"] = "sky",
        ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie",
        ["news"] = "news",
        ["inning"] = "inning", ["innings"] = "inning",
        ["outing"] = "outing", ["outings"] = "outing",
        ["canning"] = "canning", ["cannings"] = "canning",
        ["howe"] = "howe", ["proceed"] = "proceed", ["exceed"] = "exceed", ["succeed"] = "succeed",
    };

    /// <summary>The stem; words of one or two characters are their own.</summary>
    /// <param name="word">Lower-case ASCII letters and digits.</param>
    public static string Stem(string word)
    {
        if (word.Length <= 2)
            return word;
        return Exceptions.TryGetValue(word, out var stem)
            ? stem
            : Step5(PorterSuffixes.Step4(PorterSuffixes.Step3(PorterSuffixes.Step2(Step1C(Step1B(Step1A(word)))))));
    }

    private static string Step1A(string word)
    {
        if (word.EndsWith("sses", StringComparison.Ordinal))
            return word[..^2];
        if (word.EndsWith("ies", StringComparison.Ordinal))
            return word.Length == 4 ? word[..^1] : word[..^2];
        return word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
    }

    private static string Step1B(string word)
    {
        if (word.EndsWith("ied", StringComparison.Ordinal))
            return word.Length == 4 ? word[..^1] : word[..^2];
        if (word.EndsWith("eed", StringComparison.Ordinal))
            return PorterWord.Measure(word.AsSpan(0, word.Length - 3)) > 0 ? word[..^1] : word;
        var stem = word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2] : word.EndsWith("ing", StringComparison.Ordinal)
            ? word[..^3] : null;
        return stem is null || !PorterWord.HasVowel(stem) ? word : Restored(stem);
    }

    /// <summary>What -ed and -ing had taken from the stem: the e of "hoping", or the single p of "hopping".</summary>
    private static string Restored(string stem)
    {
        if (stem.EndsWith("at", StringComparison.Ordinal) || stem.EndsWith("bl", StringComparison.Ordinal)
            || stem.EndsWith("iz", StringComparison.Ordinal))
            return stem + "e";
        if (PorterWord.EndsInDoubleConsonant(stem))
            return stem[^1] is 'l' or 's' or 'z' ? stem : stem[..^1];
        return PorterWord.Measure(stem) == 1 && PorterWord.EndsInShortSyllable(stem) ? stem + "e" : stem;
    }

    private static string Step1C(string word) =>
        word.Length > 2 && word.EndsWith('y') && PorterWord.IsConsonant(word, word.Length - 2) ? word[..^1] + "i" : word;

    private static string Step5(string word)
    {
        if (word.EndsWith('e'))
        {
            var stem = word.AsSpan(0, word.Length - 1);
            var measure = PorterWord.Measure(stem);
            if (measure > 1 || (measure == 1 && !PorterWord.EndsInShortSyllable(stem)))
                word = word[..^1];
        }
        return word.EndsWith("ll", StringComparison.Ordinal) && PorterWord.Measure(word.AsSpan(0, word.Length - 1)) > 1
            ? word[..^1] : word;
    }
}
