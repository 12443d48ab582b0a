namespace CompressionPipeline.Inference;

/// <summary>The ended texts of one source, as many as beams.</summary>
internal sealed class FinishedBeams(DecodeSettings settings)
{
    private readonly List<(double Score, int[] Ids)> texts = [];

    /// <summary>No open beam can beat the worst of the ended ones any more.</summary>
    public bool Closed { get; private set; }

    /// <summary>The best ended text.</summary>
    public int[] Best => texts.MaxBy(text => text.Score).Ids;

    /// <summary>Ends a text.</summary>
    /// <param name="ids">Its ids without end of sequence.</param>
    /// <param name="logProbability">Sum over its tokens.</param>
    /// <param name="length">Tokens generated, end of sequence included.</param>
    public void Add(int[] ids, double logProbability, int length)
    {
        texts.Add((Score(logProbability, length), ids));
        if (texts.Count > settings.Beams)
            texts.Remove(texts.MinBy(text => text.Score));
    }

    /// <summary>Closes where the best open beam, ending now, would not be kept.</summary>
    public void Close(double bestOpen, int length) =>
        Closed |= texts.Count == settings.Beams && texts.Min(text => text.Score) >= Score(bestOpen, length);

    private double Score(double logProbability, int length) => logProbability / Math.Pow(length, settings.LengthPenalty);
}
