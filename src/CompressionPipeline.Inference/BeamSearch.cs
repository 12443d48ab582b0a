using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompressionPipeline.Inference;

/// <summary>Beam search over ONNX Runtime: logits in, tokens and reordered caches out.</summary>
internal static class BeamSearch
{
    // Logits that are compared at once.
    private const int Block = 64;

    public static int[][] Run(
        IDecoder run, SpecialIds special, int sources, DecodeSettings settings, PhaseClock clock,
        CancellationToken cancellation)
    {
        Beams[] all = [.. Enumerable.Range(0, sources).Select(_ => new Beams(settings, special))];
        var beams = all;
        for (var step = 0; step < settings.MaxNewTokens; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step > 0)
            {
                int[] parents =
                    [.. beams.SelectMany((own, source) => own.Parents.Select(beam => (source * settings.Beams) + beam))];
                if (parents.Index().Any(row => row.Item != row.Index))
                    run.Reorder(parents);
                run.Next([.. beams.SelectMany(own => own.Tokens)]);
            }
            var forbidden = step < settings.MinNewTokens ? special.End : (int?)null;
            var logits = run.Logits();
            var width = logits.Length / beams.Length;
            for (var source = 0; source < beams.Length; source++)
                beams[source].Advance(Candidates(logits.Slice(source * width, width), beams[source].Scores, forbidden));
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
    private static BeamCandidate[] Candidates(Span<float> all, double[] scores, int? forbidden)
    {
        var width = all.Length / scores.Length;
        // The lowest score leaves first, and of equal ones the last.
        var best = new PriorityQueue<BeamCandidate, (double Score, int MinusPlace)>();
        for (var beam = 0; beam < scores.Length; beam++)
        {
            var logits = all.Slice(beam * width, width);
            var normal = LogSum(logits);
            if (!double.IsFinite(normal))
                throw IDecoder.NotFinite((float)normal);
            // Without normalizing the others again, as in Hugging Face's library.
            if (forbidden is { } id)
                logits[id] = float.NegativeInfinity;
            double Score(float logit) => scores[beam] + logit - normal;
            for (var from = 0; from < width; from += Block)
            {
                var block = logits.Slice(from, Math.Min(Block, width - from));
                // Most blocks have no logit that is large enough: their maximum shows it.
                if (best.Count == 2 * scores.Length && Score(TensorPrimitives.Max<float>(block)) <= best.Peek().Score)
                    continue;
                for (var i = 0; i < block.Length; i++)
                {
                    var found = new BeamCandidate(beam, from + i, Score(block[i]));
                    var rank = (found.Score, -((beam * width) + from + i));
                    if (best.Count < 2 * scores.Length)
                        best.Enqueue(found, rank);
                    else if (found.Score > best.Peek().Score)
                        best.EnqueueDequeue(found, rank);
                }
            }
        }
        return [.. best.UnorderedItems.Select(item => item.Element)
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Beam)
            .ThenBy(candidate => candidate.Token)];
    }

    // TensorPrimitives.Exp takes a hundred times as long until .NET has compiled it with optimization, which takes seconds: a
    // program that makes one summary would have ended before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double LogSum(ReadOnlySpan<float> logits)
    {
        var max = (double)TensorPrimitives.Max(logits);
        var (sum, i, shift) = (Vector256<double>.Zero, 0, Vector256.Create(-max));
        for (; i <= logits.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(logits.Slice(i, Vector256<float>.Count)));
            sum += Vector256.Exp(low + shift) + Vector256.Exp(high + shift);
        }
        var total = Vector256.Sum(sum);
        for (; i < logits.Length; i++)
            total += Math.Exp(logits[i] - max);
        return max + Math.Log(total);
    }
}
