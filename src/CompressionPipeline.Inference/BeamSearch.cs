using System.Numerics.Tensors;

namespace CompressionPipeline.Inference;

/// <summary>
/// Keeps the likeliest beginnings of each text (Hugging Face's rules: twice as many candidates as beams, the sum of
/// log-probabilities over length^penalty, no early stop while an open beam may still win).
/// </summary>
internal static class BeamSearch
{
    private sealed record Open(int[] Ids, double Score);

    public static int[][] Run(DecoderRun run, SpecialIds special, int sources, DecodeSettings settings, PhaseClock clock, CancellationToken cancellation)
    {
        var beams = settings.Beams;
        var finished = new FinishedBeams[sources];
        var open = new Open[sources * beams];
        for (var row = 0; row < open.Length; row++)
        {
            finished[row / beams] ??= new(settings);
            // All beams of a source start alike: only the first may grow, or they would stay alike.
            open[row] = new([], row % beams == 0 ? 0 : double.NegativeInfinity);
        }
        var (next, parents) = (new long[open.Length], new int[open.Length]);
        for (var step = 0; step < settings.MaxNewTokens; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step > 0)
            {
                CacheRows.Reorder(run.Cache, parents);
                run.Next(next);
            }
            var grown = new Open[open.Length];
            for (var source = 0; source < sources; source++)
                Grow(run, special, settings, step, source, open, grown, finished[source], next, parents);
            open = grown;
            clock.StepDone();
            if (Array.TrueForAll(finished, hypotheses => hypotheses.Closed))
                break;
        }
        for (var row = 0; row < open.Length; row++)
        {
            if (!finished[row / beams].Closed)
                finished[row / beams].Add(open[row].Ids, open[row].Score, open[row].Ids.Length);
        }
        return Array.ConvertAll(finished, hypotheses => hypotheses.Best);
    }

    private static void Grow(DecoderRun run, SpecialIds special, DecodeSettings settings, int step, int source, Open[] open, Open[] grown, FinishedBeams finished, long[] next, int[] parents)
    {
        var (beams, first) = (settings.Beams, source * settings.Beams);
        var candidates = Candidates(run, special, settings, step, first, open);
        var kept = 0;
        for (var rank = 0; rank < candidates.Length && kept < beams; rank++)
        {
            var (score, row, token) = candidates[rank];
            if (token == special.End)
            {
                if (rank < beams && !finished.Closed)
                    finished.Add(open[row].Ids, score, step + 1);
                continue;
            }
            var place = first + kept++;
            grown[place] = new([.. open[row].Ids, token], score);
            (next[place], parents[place]) = (finished.Closed ? special.Pad : token, row);
        }
        finished.Close(candidates[0].Score, step + 1);
    }

    /// <summary>The best continuations of a source's beams, twice as many as beams, best first.</summary>
    private static (double Score, int Row, int Token)[] Candidates(DecoderRun run, SpecialIds special, DecodeSettings settings, int step, int first, Open[] open)
    {
        var best = new PriorityQueue<(double Score, int Row, int Token), double>();
        for (var row = first; row < first + settings.Beams; row++)
        {
            var logits = run.Logits(row);
            if (step < settings.MinNewTokens)
                logits[special.End] = float.NegativeInfinity;
            var normal = LogSum(logits);
            for (var token = 0; token < logits.Length; token++)
            {
                var score = open[row].Score + logits[token] - normal;
                if (best.Count < 2 * settings.Beams)
                    best.Enqueue((score, row, token), score);
                else if (score > best.Peek().Score)
                    best.EnqueueDequeue((score, row, token), score);
            }
        }
        return [.. best.UnorderedItems.Select(item => item.Element).OrderByDescending(c => c.Score).ThenBy(c => c.Row).ThenBy(c => c.Token)];
    }

    private static double LogSum(ReadOnlySpan<float> logits)
    {
        var (max, sum) = (TensorPrimitives.Max(logits), 0.0);
        foreach (var logit in logits)
            sum += Math.Exp(logit - max);
        return max + Math.Log(sum);
    }
}
