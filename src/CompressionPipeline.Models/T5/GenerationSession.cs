using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>A batch that is being decoded: without gradients, without dropout.</summary>
internal sealed class GenerationSession : IDisposable
{
    private readonly T5Model model;
    private readonly bool wasTraining;
    private readonly IDisposable ungraded;
    private T5Cache? cache;

    private GenerationSession(T5Model model)
    {
        (this.model, wasTraining) = (model, model.training);
        model.eval();
        ungraded = no_grad();
    }

    /// <summary>
    /// Encodes the sources; each then stands <paramref name="copies"/> times side by side. <paramref name="encoded"/> is called between the
    /// encoder and the projection of its output for the decoder.
    /// </summary>
    public static GenerationSession Start(T5Model model, IReadOnlyList<int[]> sources, int copies, Action? encoded = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count);
        if (sources.Any(source => source.Length == 0))
            throw new ArgumentException("A source has no ids; even an empty text has its end of sequence.", nameof(sources));
        var session = new GenerationSession(model);
        try
        {
            session.Encode(sources, copies, encoded);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Logits of the next token, float32 (rows, V), in the caller's scope.</summary>
    public Tensor Step(long[] tokens)
    {
        using var scope = NewDisposeScope();
        return model.DecodeStep(tensor(tokens, [tokens.Length, 1], device: model.Device), cache!).MoveToOuterDisposeScope();
    }

    /// <summary>Lets row i go on from row <c>rows[i]</c>.</summary>
    public void Reorder(long[] rows)
    {
        if (rows.Index().All(row => row.Index == row.Item))
            return;
        using var scope = NewDisposeScope();
        cache!.Reorder(tensor(rows, device: model.Device));
    }

    public void Dispose()
    {
        cache?.Dispose();
        ungraded.Dispose();
        model.train(wasTraining);
    }

    private void Encode(IReadOnlyList<int[]> sources, int copies, Action? encoded)
    {
        using var scope = NewDisposeScope();
        var length = sources.Max(source => source.Length);
        var ids = new long[sources.Count * length];
        var mask = new long[ids.Length];
        Array.Fill(ids, model.Config.PadTokenId);
        for (var row = 0; row < sources.Count; row++)
        {
            for (var i = 0; i < sources[row].Length; i++)
                (ids[(row * length) + i], mask[(row * length) + i]) = (sources[row][i], 1);
        }
        var attentionMask = tensor(mask, [sources.Count, length], device: model.Device);
        var memory = model.Encode(tensor(ids, [sources.Count, length], device: model.Device), attentionMask);
        encoded?.Invoke();
        cache = copies == 1
            ? model.StartDecoding(memory, attentionMask)
            : model.StartDecoding(memory.repeat_interleave(copies, 0), attentionMask.repeat_interleave(copies, 0));
    }
}
