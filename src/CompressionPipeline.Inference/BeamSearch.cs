using System.Numerics.Tensors;

namespace CompressionPipeline.Inference;

/// <summary>Beam search over ONNX Runtime: logits in, tokens and reordered caches out.</summary>
internal static class BeamSearch
{
    public static int[][] Run(
        DecoderRun run, SpecialIds special, int sources, DecodeSettings settings, PhaseClock clock,
        CancellationToken cancellation)
    {
        Beams[] all = [.. Enumerable.Range(0, sources).Select(_ => new Beams(settings, special))];
        var beams = all;
        for (var step = 0; step < settings.MaxNewTokens; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step > 0)
            {
                var parents = beams.SelectMany((own, source) => own.Parents.Select(beam => (source * settings.Beams) + beam));
                CacheRows.Reorder(run.Cache, [.. parents]);
                run.Next([.. beams.SelectMany(own => own.Tokens)]);
            }
            var forbidden = step < settings.MinNewTokens ? special.End : (int?)null;
            for (var source = 0; source < beams.Length; source++)
                beams[source].Advance(Candidates(run, source * settings.Beams, beams[source].Scores, forbidden));
            clock.StepDone();
            var open = GreedySearch.Open(Array.ConvertAll(beams, own => own.IsClosed));
            if (open.Length == 0)
                break;
            var rows = open.SelectMany(source => Enumerable.Range(source * settings.Beams, settings.Beams));
            if (open.Length < beams.Length && run.Keep([.. rows]))
                beams = Array.ConvertAll(open, source => beams[source]);
        }
        return Array.ConvertAll(all, own => own.End());
    }

    /// <summary>The best continuations of a source's beams, twice as many as beams, best first.</summary>
    private static BeamCandidate[] Candidates(DecoderRun run, int firstRow, double[] scores, int? forbidden)
    {
        var best = new PriorityQueue<BeamCandidate, double>();
        for (var beam = 0; beam < scores.Length; beam++)
        {
            var logits = run.Logits(firstRow + beam);
            if (forbidden is { } id)
                logits[id] = float.NegativeInfinity;
            var normal = LogSum(logits);
            if (!double.IsFinite(normal))
                throw IGreedyDecoder.NotFinite((float)normal);
            for (var token = 0; token < logits.Length; token++)
            {
                var score = scores[beam] + logits[token] - normal;
                if (best.Count < 2 * scores.Length)
                    best.Enqueue(new(beam, token, score), score);
                else if (score > best.Peek().Score)
                    best.EnqueueDequeue(new(beam, token, score), score);
            }
        }
        return [.. best.UnorderedItems.Select(item => item.Element)
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Beam)
            .ThenBy(candidate => candidate.Token)];
    }

    private static double LogSum(ReadOnlySpan<float> logits)
    {
        var (max, sum) = (TensorPrimitives.Max(logits), 0.0);
        foreach (var logit in logits)
            sum += Math.Exp(logit - max);
        return max + Math.Log(sum);
    }
}
