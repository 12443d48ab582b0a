using CompressionPipeline.Models.Torch;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>Lets a model write, a token at a time, with a cache of keys and values.</summary>
public static class Generation
{
    /// <summary>The likeliest token at each step.</summary>
    /// <param name="model">Generates as in evaluation; its mode is left as it was.</param>
    /// <param name="sources">Source ids, one batch; at least one row, none empty.</param>
    /// <param name="maxNewTokens">Tokens written at most, the end of sequence included. At least 1.</param>
    /// <param name="minNewTokens">Tokens before which no text may end; equal to <paramref name="maxNewTokens"/> it pins the length.</param>
    /// <param name="phaseDone">Called when the sources are encoded, then after each token; on a GPU the encoder may still be at work.</param>
    /// <param name="cancellation">Looked at before every token.</param>
    /// <returns>For each source the ids written, without the start id, up to and with the end of sequence where it was reached.</returns>
    public static long[][] Greedy(
        T5Model model, IReadOnlyList<int[]> sources, int maxNewTokens, int minNewTokens = 0, Action? phaseDone = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNewTokens, 1);
        using var session = GenerationSession.Start(model, sources, copies: 1, phaseDone);
        var written = sources.Select(_ => new List<long>()).ToList();
        var tokens = Enumerable.Repeat((long)model.Config.DecoderStartTokenId, sources.Count).ToArray();
        var open = new HashSet<int>(Enumerable.Range(0, sources.Count));
        for (var step = 0; step < maxNewTokens && open.Count > 0; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = session.Step(tokens); // (B, V)
            if (step < minNewTokens)
                logits.select(1, model.Config.EosTokenId).fill_(Scalars.Of(float.NegativeInfinity));
            tokens = logits.argmax(-1).cpu().data<long>().ToArray();
            for (var row = 0; row < tokens.Length; row++)
            {
                if (!open.Contains(row))
                {
                    tokens[row] = model.Config.PadTokenId;
                    continue;
                }
                written[row].Add(tokens[row]);
                if (tokens[row] == model.Config.EosTokenId)
                    open.Remove(row);
            }
            phaseDone?.Invoke();
        }
        return [.. written.Select(ids => ids.ToArray())];
    }

    /// <summary>The likeliest whole text found by beam search, as Hugging Face's <c>generate</c> does it with <c>early_stopping=False</c>.</summary>
    /// <param name="model">As for <see cref="Greedy"/>.</param>
    /// <param name="sources">Source ids, one batch; at least one row, none empty.</param>
    /// <param name="maxNewTokens">Tokens written at most, the end of sequence included. At least 1.</param>
    /// <param name="beams">Texts followed at once per source. At least 1.</param>
    /// <param name="lengthPenalty">Exponent of the length by which a finished text's log-probability is divided; above 0 favours long texts.</param>
    /// <returns>As <see cref="Greedy"/>.</returns>
    public static long[][] Beam(T5Model model, IReadOnlyList<int[]> sources, int maxNewTokens, int beams, double lengthPenalty)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNewTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(beams, 1);
        using var session = GenerationSession.Start(model, sources, copies: beams);
        var searches = sources.Select(_ => new BeamSearch(beams, lengthPenalty, maxNewTokens, model.Config)).ToList();
        while (searches.Exists(search => !search.IsDone))
        {
            using var scope = NewDisposeScope();
            var tokens = searches.SelectMany(search => search.LastTokens).ToArray();
            var scores = session.Step(tokens).log_softmax(-1)
                .Plus(tensor(searches.SelectMany(search => search.Scores).ToArray(), device: model.Device).unsqueeze(1));
            // Twice the beams, so that enough go on even if every beam's best token ends it.
            var width = model.Config.VocabSize;
            var (best, places) = scores.view(sources.Count, beams * width).topk(Math.Min(2 * beams, beams * width), -1); // (B, 2*beams)
            var (bestScores, bestPlaces) = (best.cpu().data<float>().ToArray(), places.cpu().data<long>().ToArray());
            var candidates = bestScores.Length / sources.Count;
            for (var row = 0; row < searches.Count; row++)
            {
                searches[row].Advance([.. Enumerable.Range(row * candidates, candidates)
                    .Select(i => new BeamCandidate((int)(bestPlaces[i] / width), bestPlaces[i] % width, bestScores[i]))]);
            }
            session.Reorder([.. searches.SelectMany((search, row) => search.Origins.Select(beam => (long)((row * beams) + beam)))]);
        }
        return [.. searches.Select(search => search.Best())];
    }
}
