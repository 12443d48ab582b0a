using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CompressionPipeline.Inference;

/// <summary>
/// One batch on its way through the fused decoder. Everything a step reads and writes stays at its place: a step binds the
/// distances of one more key, and that is all.
/// </summary>
internal sealed class FusedRun : IGreedyDecoder
{
    private readonly FusedDecoder decoder;
    private readonly RunOptions options = new();
    private readonly OrtIoBinding binding;
    private readonly List<OrtValue> values = [];
    private readonly long[] ids;
    private readonly float[] embeds;
    private readonly float[] made;
    private readonly int[] lastKeys;
    private readonly int[] total = [0];
    private readonly long[] distances;

    /// <summary>Takes the encoder hidden states.</summary>
    /// <param name="decoder">The opened graphs.</param>
    /// <param name="batch">The sources.</param>
    /// <param name="encoded">The encoder hidden states.</param>
    /// <param name="start">The token that every text starts with.</param>
    /// <param name="steps">At most so many tokens are read.</param>
    public FusedRun(FusedDecoder decoder, SourceBatch batch, OrtValue encoded, int start, int steps)
    {
        this.decoder = decoder;
        var rows = batch.Rows;
        // Without a head beside it the graph reads ids and makes logits, else embeddings and hidden states.
        var width = decoder.Head is null ? decoder.Shape.VocabularySize : decoder.Width;
        (ids, embeds, made, lastKeys) =
            (new long[rows], new float[rows * decoder.Width], new float[rows * width], new int[rows]);
        distances = new long[steps];
        for (var i = 0; i < steps; i++)
            distances[i] = Math.Min(steps - 1 - i, decoder.MaxDistance);
        binding = decoder.Step.CreateIoBinding();
        if (decoder.Head is null)
            Bind("input_ids", ids, rows, 1);
        else
            Bind("inputs_embeds", embeds, rows, 1, decoder.Width);
        Bind("encoder_padding", batch.Padding, rows, 1, 1, batch.Length);
        Bind("seqlens_k", lastKeys, rows);
        Bind("total_sequence_length", total, 1);
        foreach (var (name, value) in Project(Keep(encoded)))
            binding.BindInput(name, value);
        binding.BindOutput(
            decoder.Head is null ? "logits" : "last_hidden_state",
            Keep(OrtValue.CreateTensorValueFromMemory(made, [rows, 1, width])));
        foreach (var (name, heads, headWidth) in decoder.Self)
        {
            var cache = Keep(OrtValue.CreateAllocatedTensorValue(
                OrtAllocator.DefaultInstance, TensorElementType.Float, [rows, heads, steps, headWidth]));
            binding.BindInput(name, cache);
            binding.BindOutput(name.Replace("past_key_values", "present", StringComparison.Ordinal), cache);
        }
        var first = new long[rows];
        Array.Fill(first, start);
        Next(first);
    }

    public void Next(ReadOnlySpan<long> next)
    {
        if (decoder.Head is null)
            next.CopyTo(ids);
        else
            decoder.Embed(next, embeds);
        Array.Fill(lastKeys, total[0]++);
        using var keys = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, distances.AsMemory(distances.Length - total[0]), [total[0]]);
        binding.BindInput("distances", keys);
        decoder.Step.RunWithBinding(options, binding);
    }

    public void Best(ReadOnlySpan<bool> finished, int? forbidden, Span<long> best)
    {
        if (decoder.Head is { } head)
            head.Best(made, finished, forbidden, best);
        else
            IGreedyDecoder.Best(made, finished, forbidden, best);
    }

    public void Dispose()
    {
        binding.Dispose();
        values.ForEach(value => value.Dispose());
        options.Dispose();
    }

    /// <summary>Keys and values of the source, under the names under which a step reads them.</summary>
    private List<(string Name, OrtValue Value)> Project(OrtValue encoded)
    {
        var names = decoder.Memory.OutputMetadata.Keys.ToList();
        using var project = decoder.Memory.CreateIoBinding();
        project.BindInput("encoder_hidden_states", encoded);
        foreach (var name in names)
            project.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        decoder.Memory.RunWithBinding(options, project);
        var outputs = project.GetOutputValues();
        return [.. names.Select((name, i) =>
            (name.Replace("present", "past_key_values", StringComparison.Ordinal), Keep(outputs.ElementAt(i))))];
    }

    private void Bind<T>(string name, T[] data, params long[] shape)
        where T : unmanaged => binding.BindInput(name, Keep(OrtValue.CreateTensorValueFromMemory(data, shape)));

    private OrtValue Keep(OrtValue value)
    {
        values.Add(value);
        return value;
    }
}
