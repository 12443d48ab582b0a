namespace CompressionPipeline.Models.T5;

/// <summary>A way to go on: which beam, with which token, and the log-probability of the whole.</summary>
internal readonly record struct BeamCandidate(int Beam, long Token, float Score);

/// <summary>The beams of one source: those that go on and the best finished ones. Arithmetic only; torch stays outside.</summary>
internal sealed class BeamSearch
{
    private readonly int beams;
    private readonly double lengthPenalty;
    private readonly int maxNewTokens;
    private readonly T5Config config;
    private readonly List<(double Score, long[] Ids)> finished = [];
    private long[][] live;
    private int length;

    public BeamSearch(int beams, double lengthPenalty, int maxNewTokens, T5Config config)
    {
        (this.beams, this.lengthPenalty, this.maxNewTokens, this.config) = (beams, lengthPenalty, maxNewTokens, config);
        live = [.. Enumerable.Repeat(Array.Empty<long>(), beams)];
        // All beams start alike: only the first may speak at the first step.
        Scores = [0f, .. Enumerable.Repeat(-1e9f, beams - 1)];
        LastTokens = [.. Enumerable.Repeat((long)config.DecoderStartTokenId, beams)];
        Origins = [.. Enumerable.Range(0, beams)];
    }

    public bool IsDone { get; private set; }

    /// <summary>Log-probability of each live beam.</summary>
    public float[] Scores { get; private set; }

    /// <summary>The token each live beam wrote last.</summary>
    public long[] LastTokens { get; private set; }

    /// <summary>Which beam of the step before each live beam goes on from.</summary>
    public int[] Origins { get; private set; }

    /// <summary>Takes a step.</summary>
    /// <param name="candidates">Best first.</param>
    public void Advance(IReadOnlyList<BeamCandidate> candidates)
    {
        if (IsDone)
            return;
        length++;
        var next = new List<BeamCandidate>(beams);
        for (var rank = 0; rank < candidates.Count && next.Count < beams; rank++)
        {
            var candidate = candidates[rank];
            if (candidate.Token != config.EosTokenId)
                next.Add(candidate);
            else if (rank < beams)
                Finish([.. live[candidate.Beam], candidate.Token], candidate.Score);
        }
        // A vocabulary smaller than the beams can leave fewer to go on; what is missing can never win.
        while (next.Count < beams)
            next.Add(new BeamCandidate(0, config.PadTokenId, -1e9f));
        live = [.. next.Select(candidate => (long[])[.. live[candidate.Beam], candidate.Token])];
        (Scores, LastTokens, Origins) = ([.. next.Select(c => c.Score)], [.. next.Select(c => c.Token)], [.. next.Select(c => c.Beam)]);
        // Finished texts are kept once the best live beam, if it ended here, could not beat the worst of them.
        var settled = finished.Count >= beams && finished[^1].Score >= Penalized(candidates[0].Score, length);
        IsDone = settled || length >= maxNewTokens;
        if (IsDone && !settled)
        {
            foreach (var (ids, score) in live.Zip(Scores))
                Finish(ids, score);
        }
    }

    /// <summary>The best text, once done.</summary>
    public long[] Best() => finished[0].Ids;

    private void Finish(long[] ids, float score)
    {
        var penalized = Penalized(score, ids.Length);
        var better = finished.TakeWhile(text => text.Score >= penalized).Count();
        finished.Insert(better, (penalized, ids));
        if (finished.Count > beams)
            finished.RemoveAt(beams);
    }

    private double Penalized(float score, int ids) => score / Math.Pow(ids, lengthPenalty);
}
