namespace CompressionPipeline.Inference;

/// <summary>Takes the likeliest token at every step. Finished rows read padding until all rows are finished.</summary>
internal static class GreedySearch
{
    public static int[][] Run(
        IGreedyDecoder run, SpecialIds special, int rows, DecodeSettings settings, PhaseClock clock, Action<int>? told,
        CancellationToken cancellation)
    {
        var texts = new List<int>[rows];
        for (var row = 0; row < rows; row++)
            texts[row] = [];
        var (next, finished) = (new long[rows], new bool[rows]);
        for (var step = 0; step < settings.MaxNewTokens; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step > 0)
                run.Next(next);
            var mayEnd = step >= settings.MinNewTokens;
            Array.Fill(next, special.Pad);
            run.Best(finished, mayEnd ? null : special.End, next);
            for (var row = 0; row < rows; row++)
            {
                finished[row] |= next[row] == special.End;
                if (finished[row])
                    continue;
                texts[row].Add((int)next[row]);
                told?.Invoke((int)next[row]);
            }
            clock.StepDone();
            if (Array.TrueForAll(finished, done => done))
                break;
        }
        return Array.ConvertAll(texts, text => text.ToArray());
    }
}
