namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>
/// ROUGE as the field's reference scorer defines it (Google's <c>rouge_score</c>, which Hugging Face <c>evaluate</c> calls): the
/// same tokens, stems, clipping and choice among equally long subsequences, hence the same numbers. Thread-safe.
/// </summary>
/// <param name="measures">What to compute; default <see cref="RougeMeasure.Usual"/>.</param>
/// <param name="stem">Whether words are stemmed before they are compared, as in every published number. Default: true.</param>
/// <param name="breaks">What ROUGE-Lsum takes for a sentence. Default: lines, as the reference scorer does.</param>
/// <param name="tokenizer">What is a token. Default: runs of a-z and 0-9, as in every published number.</param>
public sealed class RougeScorer(
    IReadOnlyList<RougeMeasure>? measures = null, bool stem = true, SentenceBreaks breaks = SentenceBreaks.Lines,
    RougeTokenizer tokenizer = RougeTokenizer.Ascii)
{
    private readonly ThreadLocal<RougeWorkspace> workspace = new(() => new RougeWorkspace(stem, breaks, tokenizer));

    /// <summary>What is computed, in this order.</summary>
    public IReadOnlyList<RougeMeasure> Measures { get; } = measures ?? RougeMeasure.Usual;

    /// <summary>Implementation and settings: two scores are comparable if their signatures are equal.</summary>
    public string Signature => string.Join(
        '|', "rouge", "compression-pipeline-1",
        "tokens:" + tokenizer switch
        {
            RougeTokenizer.Unicode => "unicode-words-1",
            RougeTokenizer.Characters => "unicode-characters-1",
            _ => "ascii-alphanumeric",
        },
        $"stemmer:{(stem ? "porter-nltk" : "none")}",
        $"sentences:{(breaks == SentenceBreaks.Lines ? "lines" : $"lines-or-{SentenceSplitter.Name}")}");

    /// <summary>Whether a reference has a token: without one, every candidate scores 0.</summary>
    public bool CanScore(string reference) => workspace.Value!.HasTokens(reference);

    /// <summary>The scores of one candidate, by measure.</summary>
    /// <param name="reference">What a person wrote.</param>
    /// <param name="candidate">What the model wrote.</param>
    public IReadOnlyDictionary<RougeMeasure, RougeScore> Score(string reference, string candidate)
    {
        var scores = workspace.Value!.Score(reference, candidate, Measures);
        return Measures.Zip(scores).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The scores of many candidates, computed on all processors; the result does not depend on how many there
    /// are.</summary>
    /// <param name="pairs">References and candidates.</param>
    /// <param name="cancellation">Stops between two pairs.</param>
    public RougeCorpus Score(IReadOnlyList<(string Reference, string Candidate)> pairs, CancellationToken cancellation = default)
    {
        var scores = new RougeScore[pairs.Count][];
        Parallel.For(0, pairs.Count, new ParallelOptions { CancellationToken = cancellation },
            i => scores[i] = workspace.Value!.Score(pairs[i].Reference, pairs[i].Candidate, Measures));
        return new RougeCorpus(Signature, Measures, scores);
    }
}
