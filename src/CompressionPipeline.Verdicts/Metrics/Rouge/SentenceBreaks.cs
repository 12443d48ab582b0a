namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>What ROUGE-Lsum takes for a sentence.</summary>
public enum SentenceBreaks
{
    /// <summary>A line that is not empty, as the reference scorer does. Text without newlines is one sentence.</summary>
    Lines,

    /// <summary>As <see cref="Lines"/>; a text without newlines is first split by <see cref="SentenceSplitter"/>.</summary>
    LinesOrRules,
}
