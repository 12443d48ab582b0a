namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>The conditions of Porter's rules: m, *v*, *d and *o.</summary>
internal static class PorterWord
{
    /// <summary>y is a consonant at the start and after a vowel: "toy" and "yes", but not "syzygy".</summary>
    public static bool IsConsonant(ReadOnlySpan<char> word, int index)
    {
        // Each y is what the letter before it is not, except at the start.
        var start = index;
        while (start > 0 && word[start] == 'y')
            start--;
        return word[start] is not ('a' or 'e' or 'i' or 'o' or 'u') == ((index - start) % 2 == 0);
    }

    /// <summary>m: how often a vowel is followed by a consonant.</summary>
    public static int Measure(ReadOnlySpan<char> stem)
    {
        var measure = 0;
        var afterVowel = false;
        var consonant = false;
        for (var i = 0; i < stem.Length; i++)
        {
            consonant = stem[i] switch
            {
                'a' or 'e' or 'i' or 'o' or 'u' => false,
                'y' => i == 0 || !consonant,
                _ => true,
            };
            if (consonant && afterVowel)
                measure++;
            afterVowel = !consonant;
        }
        return measure;
    }

    /// <summary>*v*: a vowel somewhere.</summary>
    public static bool HasVowel(ReadOnlySpan<char> stem)
    {
        for (var i = 0; i < stem.Length; i++)
        {
            if (!IsConsonant(stem, i))
                return true;
        }
        return false;
    }

    /// <summary>*d: the same consonant twice at the end.</summary>
    public static bool EndsInDoubleConsonant(ReadOnlySpan<char> stem) =>
        stem.Length >= 2 && stem[^1] == stem[^2] && IsConsonant(stem, stem.Length - 1);

    // *o: consonant, vowel, consonant other than w, x and y at the end; also a whole word of vowel and consonant.
    public static bool EndsInShortSyllable(ReadOnlySpan<char> stem) => stem.Length switch
    {
        < 2 => false,
        2 => !IsConsonant(stem, 0) && IsConsonant(stem, 1),
        _ => IsConsonant(stem, stem.Length - 3) && !IsConsonant(stem, stem.Length - 2) && IsConsonant(stem, stem.Length - 1)
            && stem[^1] is not ('w' or 'x' or 'y'),
    };
}
