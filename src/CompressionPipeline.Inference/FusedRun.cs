using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CompressionPipeline.Inference;

/// <summary>
/// One batch that the fused decoder generates for. All inputs and outputs keep their buffers; a step only binds the distances
/// again, which are one key longer.
/// </summary>
internal sealed class FusedRun : IDecoder
{
    private readonly FusedDecoder decoder;
    private readonly RunOptions options = new();
    private readonly OrtIoBinding binding;
    private readonly OrtValue totalValue;
    private readonly List<(string? Input, string? Output, BatchValue Value)> bound = [];
    private readonly long[] ids;
    private readonly float[] embeds;
    private readonly float[] made;
    private readonly List<BatchValue> past = [];
    private readonly int[] lastKeys;
    private readonly int[] total = [0];
    private readonly long[] distances;
    private int rows;
    private float[]? multiplied;

    /// <summary>Takes the encoder hidden states.</summary>
    /// <param name="decoder">The opened graphs.</param>
    /// <param name="batch">The sources.</param>
    /// <param name="encoded">The encoder hidden states.</param>
    /// <param name="start">The token that every text starts with.</param>
    /// <param name="steps">The largest number of tokens.</param>
    /// <param name="copies">Rows per source, side by side.</param>
    public FusedRun(FusedDecoder decoder, SourceBatch batch, OrtValue encoded, int start, int steps, int copies)
    {
        this.decoder = decoder;
        rows = batch.Rows * copies;
        // A graph that contains embedding and head maps ids to logits, any other one embeddings to hidden states.
        var width = decoder.Head is null ? decoder.Shape.VocabularySize : decoder.Width;
        (ids, embeds, made, lastKeys) =
            (new long[rows], new float[rows * decoder.Width], new float[rows * width], new int[rows]);
        distances = new long[steps];
        for (var i = 0; i < steps; i++)
            distances[i] = Math.Min(steps - 1 - i, decoder.MaxDistance);
        binding = decoder.Step.CreateIoBinding();
        totalValue = OrtValue.CreateTensorValueFromMemory(total, [1]);
        binding.BindInput("total_sequence_length", totalValue);
        if (decoder.Head is null)
            Add("input_ids", null, OrtValue.CreateTensorValueFromMemory(ids, [rows, 1]));
        else
            Add("inputs_embeds", null, OrtValue.CreateTensorValueFromMemory(embeds, [rows, 1, decoder.Width]));
        Add("encoder_padding", null,
            OrtValue.CreateTensorValueFromMemory(batch.Padding, [batch.Rows, 1, 1, batch.Length]), copies);
        Add("seqlens_k", null, OrtValue.CreateTensorValueFromMemory(lastKeys, [rows]));
        Add(null, decoder.Head is null ? "logits" : "last_hidden_state",
            OrtValue.CreateTensorValueFromMemory(made, [rows, 1, width]));
        Project(encoded, copies);
        encoded.Dispose();
        foreach (var (name, heads, headWidth) in decoder.Self)
        {
            Add(name, Renamed(name, "past_key_values", "present"), OrtValue.CreateAllocatedTensorValue(
                OrtAllocator.DefaultInstance, TensorElementType.Float, [rows, heads, steps, headWidth]));
            past.Add(bound[^1].Value);
        }
        Bind();
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

    public void Best(int? forbidden, Span<long> best)
    {
        if (decoder.Head is { } head)
            head.Best(made.AsSpan(0, best.Length * decoder.Width), forbidden, best);
        else
            IDecoder.Best(Logits(), forbidden, best);
    }

    public Span<float> Logits()
    {
        var logits = made;
        if (decoder.Head is not null)
            decoder.Multiply(made, logits = multiplied ??= new float[rows * decoder.Shape.VocabularySize], rows, options);
        return logits.AsSpan(0, rows * decoder.Shape.VocabularySize);
    }

    public void Reorder(int[] parents) => past.ForEach(value => value.Move(parents, total[0]));

    public bool Keep(int[] kept)
    {
        foreach (var (_, _, value) in bound)
            value.Keep(kept);
        rows = kept.Length;
        Bind();
        return true;
    }

    public void Dispose()
    {
        binding.Dispose();
        totalValue.Dispose();
        bound.ForEach(one => one.Value.Dispose());
        options.Dispose();
    }

    /// <summary>Keys and values of the source, under the names under which a step reads them.</summary>
    private void Project(OrtValue encoded, int copies)
    {
        var names = decoder.Memory.OutputMetadata.Keys.ToList();
        using var project = decoder.Memory.CreateIoBinding();
        project.BindInput("encoder_hidden_states", encoded);
        foreach (var name in names)
            project.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        decoder.Memory.RunWithBinding(options, project);
        foreach (var (name, value) in names.Zip(project.GetOutputValues()))
            Add(Renamed(name, "present", "past_key_values"), null, value, copies);
    }

    private void Add(string? input, string? output, OrtValue value, int copies = 1) =>
        bound.Add((input, output, new(value, copies)));

    private void Bind()
    {
        foreach (var (input, output, value) in bound)
        {
            if (input is not null)
                binding.BindInput(input, value.Value);
            if (output is not null)
                binding.BindOutput(output, value.Value);
        }
    }

    private static string Renamed(string name, string from, string to) => name.Replace(from, to, StringComparison.Ordinal);
}
