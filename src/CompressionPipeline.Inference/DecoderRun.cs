using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>One batch on its way through the decoder, step by step, over IO binding.</summary>
internal sealed class DecoderRun : IDecoder
{
    private readonly ModelSessions sessions;
    private readonly BatchValue mask;
    private readonly BatchValue states;
    private readonly OrtMemoryInfo cacheMemory;
    private readonly RunOptions options = new();
    private readonly OrtIoBinding binding;
    private readonly long[] ids;
    private readonly float[] logits;
    private readonly BatchValue idsValue;
    private readonly BatchValue logitsValue;
    private readonly string[] pastNames;
    private readonly string[] presentNames;
    private readonly int width;
    private int rows;

    /// <summary>Takes the encoder hidden states.</summary>
    /// <param name="sessions">The opened graphs.</param>
    /// <param name="batch">The sources.</param>
    /// <param name="states">The encoder hidden states; at hand where there are copies.</param>
    /// <param name="cacheMemory">Where the cache stays.</param>
    /// <param name="copies">Rows per source, side by side.</param>
    public DecoderRun(ModelSessions sessions, SourceBatch batch, OrtValue states, OrtMemoryInfo cacheMemory, int copies = 1)
    {
        (this.sessions, this.cacheMemory) = (sessions, cacheMemory);
        (mask, this.states, rows) = (new(batch.Mask, copies), new(states, copies), batch.Rows * copies);
        var shape = sessions.Shape;
        width = shape.VocabularySize;
        ids = new long[rows];
        logits = new float[rows * width];
        idsValue = new(OrtValue.CreateTensorValueFromMemory(ids, [rows, 1]));
        logitsValue = new(OrtValue.CreateTensorValueFromMemory(logits, [rows, 1, width]));
        pastNames = shape.Names("decoder", CacheNames.Past);
        presentNames = shape.Names("decoder", CacheNames.Present);
        binding = sessions.DecoderWithPast.CreateIoBinding();
        Cache = First();
        BindConstants();
    }

    /// <summary>The decoder's keys and values.</summary>
    public KeyValueCache Cache { get; }

    public Span<float> Logits() => logits.AsSpan(0, rows * width);

    /// <summary>Reads one more id per row.</summary>
    public void Next(ReadOnlySpan<long> next)
    {
        next.CopyTo(ids);
        binding.BindInput("input_ids", idsValue.Value);
        for (var i = 0; i < pastNames.Length; i++)
            binding.BindInput(pastNames[i], Cache.Self[i].Value);
        foreach (var name in presentNames)
            binding.BindOutputToDevice(name, cacheMemory);
        sessions.DecoderWithPast.RunWithBinding(options, binding);
        Cache.Advance(Presents(binding));
    }

    public void Best(int? forbidden, Span<long> best) => IDecoder.Best(Logits(), forbidden, best);

    public void Reorder(int[] parents)
    {
        foreach (var value in Cache.Self)
            value.Move(parents);
    }

    public bool Keep(int[] kept)
    {
        // On a GPU fewer rows save no time, and the tensors are not in CPU memory.
        if (sessions.Device == Device.Cuda)
            return false;
        foreach (var value in new[] { mask, states, idsValue, logitsValue }.Concat(Cache.Self).Concat(Cache.Cross))
            value.Keep(kept);
        rows = kept.Length;
        BindConstants();
        return true;
    }

    public void Dispose()
    {
        Cache.Dispose();
        binding.Dispose();
        idsValue.Dispose();
        logitsValue.Dispose();
        states.Dispose();
        mask.Dispose();
        options.Dispose();
    }

    /// <summary>The first position is always the start token; it also projects the cross-attention cache.</summary>
    private KeyValueCache First()
    {
        using var first = sessions.Decoder.CreateIoBinding();
        Array.Fill(ids, sessions.Special.Start);
        first.BindInput("input_ids", idsValue.Value);
        ModelSessions.Bind(first, sessions.Decoder, "encoder_hidden_states", states.Value);
        ModelSessions.Bind(first, sessions.Decoder, "encoder_attention_mask", mask.Value);
        first.BindOutput("logits", logitsValue.Value);
        foreach (var name in presentNames)
            first.BindOutputToDevice(name, cacheMemory);
        foreach (var name in sessions.Shape.Names("encoder", CacheNames.Present))
            first.BindOutputToDevice(name, sessions.Memory);
        sessions.Decoder.RunWithBinding(options, first);
        var presents = Presents(first);
        return new(presents[..presentNames.Length], presents[presentNames.Length..]);
    }

    /// <summary>
    /// What stays the same for all further steps: the mask, the cross-attention cache, the place of the logits.
    /// </summary>
    private void BindConstants()
    {
        ModelSessions.Bind(binding, sessions.DecoderWithPast, "encoder_attention_mask", mask.Value);
        ModelSessions.Bind(binding, sessions.DecoderWithPast, "encoder_hidden_states", states.Value);
        var names = sessions.Shape.Names("encoder", CacheNames.Past);
        for (var i = 0; i < names.Length; i++)
            binding.BindInput(names[i], Cache.Cross[i].Value);
        binding.BindOutput("logits", logitsValue.Value);
    }

    /// <summary>The outputs after the logits, in the order they were bound: handles, no copies.</summary>
    private static OrtValue[] Presents(OrtIoBinding binding)
    {
        var outputs = binding.GetOutputValues();
        outputs[0].Dispose();
        return [.. outputs.Skip(1)];
    }
}
