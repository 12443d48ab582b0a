namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>How a ROUGE score was made: two scores are comparable if their signatures are equal.</summary>
/// <param name="Implementation">Name and version of the code.</param>
/// <param name="Tokenizer">What a token is.</param>
/// <param name="Stemmer"><c>porter-nltk</c> or <c>none</c>.</param>
/// <param name="Splitter">What ROUGE-Lsum takes for a sentence: <c>lines</c> or <c>lines-or-rules-1</c>.</param>
public sealed record RougeSignature(string Implementation, string Tokenizer, string Stemmer, string Splitter)
{
    internal static RougeSignature Of(bool stem, SentenceBreaks breaks, RougeTokenizer tokenizer) => new(
        "compression-pipeline-1",
        tokenizer switch
        {
            RougeTokenizer.Unicode => "unicode-words-1",
            RougeTokenizer.Characters => "unicode-characters-1",
            _ => "ascii-alphanumeric",
        },
        stem ? "porter-nltk" : "none",
        breaks == SentenceBreaks.Lines ? "lines" : $"lines-or-{SentenceSplitter.Name}");

    /// <inheritdoc/>
    public override string ToString() => $"rouge|{Implementation}|tokens:{Tokenizer}|stemmer:{Stemmer}|sentences:{Splitter}";
}
