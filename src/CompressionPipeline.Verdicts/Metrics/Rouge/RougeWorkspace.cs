namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>What one worker scores with: words it has seen, and buffers.</summary>
internal sealed class RougeWorkspace
{
    private readonly SentenceTokens reference;
    private readonly SentenceTokens candidate;
    private readonly NGrams grams = new();
    private readonly Subsequences subsequences = new();

    public RougeWorkspace(bool stem, SentenceBreaks breaks, RougeTokenizer tokenizer)
    {
        var tokens = new Tokens(stem, tokenizer);
        reference = new(tokens, breaks);
        candidate = new(tokens, breaks);
    }

    public bool HasTokens(string text)
    {
        reference.Read(text);
        return reference.All.Count > 0;
    }

    public RougeScore[] Score(string references, string candidates, IReadOnlyList<RougeMeasure> measures)
    {
        reference.Read(references);
        candidate.Read(candidates);
        var scores = new RougeScore[measures.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = measures[i] switch
            {
                { N: > 0 and var n } => grams.Score(reference.All, candidate.All, n),
                var measure when measure == RougeMeasure.RougeL => subsequences.Score(reference.All, candidate.All),
                _ => subsequences.Score(reference, candidate),
            };
        }
        return scores;
    }
}
