namespace CompressionPipeline.Inference;

/// <summary>Takes the likeliest token at every step. Finished rows are dropped, or read padding where they stay.</summary>
internal static class GreedySearch
{
    public static int[][] Run(
        IDecoder run, SpecialIds special, int rows, DecodeSettings settings, PhaseClock clock, Action<int>? told,
        CancellationToken cancellation)
    {
        List<int>[] all = [.. Enumerable.Range(0, rows).Select(_ => new List<int>())];
        var (texts, next, finished) = (all, new long[rows], new bool[rows]);
        for (var step = 0; step < settings.MaxNewTokens; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step > 0)
                run.Next(next);
            run.Best(step < settings.MinNewTokens ? special.End : null, next);
            for (var row = 0; row < next.Length; row++)
            {
                finished[row] |= next[row] == special.End;
                if (finished[row])
                {
                    next[row] = special.Pad;
                    continue;
                }
                texts[row].Add((int)next[row]);
                told?.Invoke((int)next[row]);
            }
            clock.StepDone();
            var open = Open(finished);
            if (open.Length == 0)
                break;
            if (open.Length == next.Length || !run.Keep(open))
                continue;
            (texts, next, finished) = (
                Array.ConvertAll(open, row => texts[row]), Array.ConvertAll(open, row => next[row]), new bool[open.Length]);
        }
        return Array.ConvertAll(all, text => text.ToArray());
    }

    /// <summary>The unfinished rows; the last ones fill the places of finished ones, so that few rows move.</summary>
    public static int[] Open(bool[] finished)
    {
        int[] open = [.. Enumerable.Range(0, finished.Length)];
        var end = open.Length;
        for (var i = 0; i < end;)
        {
            if (finished[open[i]])
                open[i] = open[--end];
            else
                i++;
        }
        return open[..end];
    }
}
