namespace CompressionPipeline.Inference;

/// <summary>A way to continue: which beam, with which token, and the log-probability of the whole.</summary>
internal readonly record struct BeamCandidate(int Beam, int Token, double Score);

/// <summary>
/// The beams of one source and its finished texts, by Hugging Face's rules: the sum of log-probabilities over length^penalty, and
/// no early stop while an open beam may still win. Arithmetic only; ONNX Runtime stays outside.
/// </summary>
internal sealed class Beams
{
    private readonly DecodeSettings settings;
    private readonly SpecialIds special;
    private readonly List<(double Score, int[] Ids)> finished = [];
    private int[][] open;
    private int length;

    public Beams(DecodeSettings settings, SpecialIds special)
    {
        (this.settings, this.special) = (settings, special);
        open = [.. Enumerable.Repeat(Array.Empty<int>(), settings.Beams)];
        // All beams start alike: only the first may grow, or they would stay alike.
        Scores = [0, .. Enumerable.Repeat(double.NegativeInfinity, settings.Beams - 1)];
        Tokens = [.. Enumerable.Repeat((long)special.Start, settings.Beams)];
        Parents = [.. Enumerable.Range(0, settings.Beams)];
    }

    /// <summary>No open beam can beat the worst of the finished texts any more.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Log-probability of each open beam.</summary>
    public double[] Scores { get; private set; }

    /// <summary>The newest token of each open beam; padding once closed.</summary>
    public long[] Tokens { get; private set; }

    /// <summary>Which beam of the step before each open beam continues.</summary>
    public int[] Parents { get; private set; }

    /// <summary>Takes a step.</summary>
    /// <param name="candidates">Best first; twice as many as beams, so that enough continue if every beam's best ends it.</param>
    public void Advance(IReadOnlyList<BeamCandidate> candidates)
    {
        length++;
        foreach (var end in candidates.Take(settings.Beams).Where(candidate => candidate.Token == special.End && !IsClosed))
            Finish(open[end.Beam], end.Score, length);
        BeamCandidate[] next = [.. candidates.Where(candidate => candidate.Token != special.End).Take(settings.Beams)];
        open = Array.ConvertAll(next, candidate => (int[])[.. open[candidate.Beam], candidate.Token]);
        Scores = Array.ConvertAll(next, candidate => candidate.Score);
        Tokens = Array.ConvertAll(next, candidate => (long)(IsClosed ? special.Pad : candidate.Token));
        Parents = Array.ConvertAll(next, candidate => candidate.Beam);
        IsClosed |= finished.Count == settings.Beams
            && finished.Min(text => text.Score) >= Penalized(candidates[0].Score, length);
    }

    /// <summary>Ends what is still open and returns the best text, without its end of sequence.</summary>
    public int[] End()
    {
        for (var beam = 0; beam < open.Length && !IsClosed; beam++)
            Finish(open[beam], Scores[beam], open[beam].Length);
        return finished.MaxBy(text => text.Score).Ids;
    }

    private void Finish(int[] ids, double logProbability, int tokens)
    {
        finished.Add((Penalized(logProbability, tokens), ids));
        if (finished.Count > settings.Beams)
            finished.Remove(finished.MinBy(text => text.Score));
    }

    private double Penalized(double logProbability, int tokens) => logProbability / Math.Pow(tokens, settings.LengthPenalty);
}
