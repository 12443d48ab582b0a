using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// A sequence-to-sequence model in Optimum's ONNX layout, ours or other people's, ready to generate. Key and value caches stay
/// where ONNX Runtime allocated them (IO binding). Any number of threads may call it: on the processor their calls run side by
/// side, on a GPU one after another. <see cref="Dispose"/> does not wait for running calls; the last of them releases the model.
/// </summary>
public sealed class Seq2SeqSession : IDisposable
{
    // With more rows, multiplying the whole head is as fast as screening it (docs/LOG.md).
    private const int MostScreenedRows = 8;

    // The fused graph allocates its caches for all tokens of all rows at once, even if fewer are generated.
    private const long MostFusedTokens = 8 * 4096;

    private readonly ModelSessions sessions;
    private readonly SessionCalls calls;

    private Seq2SeqSession(ModelSessions sessions, string? remark)
    {
        (this.sessions, DeviceRemark) = (sessions, remark);
        calls = new(sessions, nameof(Seq2SeqSession), sessions.Folder, sessions.Device);
    }

    /// <summary>Where the session computes: <see cref="Device.Cpu"/> or <see cref="Device.Cuda"/>.</summary>
    public Device Device => sessions.Device;

    /// <summary>Why <see cref="Device.Auto"/> did not take CUDA; null where there is nothing to say.</summary>
    public string? DeviceRemark { get; }

    /// <summary>Layers, heads and widths as the graphs declare them.</summary>
    public Seq2SeqShape Shape => sessions.Shape;

    /// <summary>Whether there is a fused decoder that can be used here.</summary>
    internal bool IsFused => sessions.Fused is not null;

    /// <summary>Rows of the head that were multiplied in full per state, the mean; null without a screened head.</summary>
    internal double? RescoredRows => sessions.Fused?.Head?.RescoredPerState;

    /// <summary>
    /// Opens <c>encoder_model.onnx</c>, <c>decoder_model.onnx</c>, <c>decoder_with_past_model.onnx</c> and <c>config.json</c>
    /// of a folder.
    /// </summary>
    /// <exception cref="PipelineException">
    /// A file is missing, cut off or of another layout, or CUDA was asked for and cannot be used.
    /// </exception>
    public static Seq2SeqSession Open(string folder, SessionSettings settings)
    {
        var (sessions, remark) = ModelSessions.Open(folder, settings);
        return new(sessions, remark);
    }

    /// <summary>Generates one text per source.</summary>
    /// <param name="sources">Token ids with their end of sequence, without padding; at least one source.</param>
    /// <param name="settings">Length and search.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A setting is out of range, there is no source, or an id is below 0.
    /// </exception>
    /// <exception cref="PipelineException">The model's logits are not numbers, or its files are not of one model.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Generation Generate(IReadOnlyList<int[]> sources, DecodeSettings settings, CancellationToken cancellation = default) =>
        Generate(sources, settings, told: null, cancellation);

    /// <summary>
    /// Calls <paramref name="told"/> with each id that greedy search chooses, without the end of sequence; beam search calls it
    /// never.
    /// </summary>
    internal Generation Generate(
        IReadOnlyList<int[]> sources, DecodeSettings settings, Action<int>? told, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count, nameof(sources));
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MaxNewTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Beams, 1);
        if (!double.IsFinite(settings.LengthPenalty))
            throw new ArgumentOutOfRangeException(nameof(settings), settings.LengthPenalty, "LengthPenalty must be finite.");
        return calls.Run(() => Decode(sources, settings, told, cancellation), cancellation);
    }

    private Generation Decode(
        IReadOnlyList<int[]> sources, DecodeSettings settings, Action<int>? told, CancellationToken cancellation)
    {
        var clock = new PhaseClock();
        using var batch = new SourceBatch(sources, sessions.Special.Pad);
        // Beam search reorders states and caches in CPU memory; greedy search leaves them on the device.
        var (beams, memory) = (settings.Beams, settings.Beams > 1 ? OrtMemoryInfo.DefaultInstance : sessions.Memory);
        var states = sessions.Encode(batch, memory);
        clock.EncoderDone();
        using IDecoder run = sessions.Fused is { } fused && Fits(fused, (long)batch.Rows * beams)
            ? new FusedRun(fused, batch, states, sessions.Special.Start, settings.MaxNewTokens, beams)
            : new DecoderRun(sessions, batch, states, memory, beams);
        var ids = beams > 1
            ? BeamSearch.Run(run, sessions.Special, sources.Count, settings, clock, cancellation)
            : GreedySearch.Run(run, sessions.Special, sources.Count, settings, clock, told, cancellation);
        return new(ids, clock.Finish());

        // Beams need all logits.
        bool Fits(FusedDecoder fused, long rows) => rows * settings.MaxNewTokens <= MostFusedTokens
            && (fused.Head is null || (rows <= MostScreenedRows && (beams == 1 || fused.HasLogits)));
    }

    /// <summary>Logits of given decoder ids, for comparison with another runtime: row-major (decoder ids, vocabulary).</summary>
    /// <param name="source">Token ids with their end of sequence.</param>
    /// <param name="decoderIds">What the decoder reads, start token first.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is below 0.</exception>
    /// <exception cref="PipelineException">The model's files are not of one model, or an id is not the model's.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public float[] Logits(int[] source, int[] decoderIds)
    {
        SourceBatch.RequireIds(decoderIds);
        return calls.Run(() => Compute(source, decoderIds));
    }

    /// <inheritdoc/>
    public void Dispose() => calls.End();

    private float[] Compute(int[] source, int[] decoderIds)
    {
        using var batch = new SourceBatch([source], sessions.Special.Pad);
        using var states = sessions.Encode(batch, sessions.Memory);
        using var ids =
            OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(decoderIds, id => (long)id), [1, decoderIds.Length]);
        using var binding = sessions.Decoder.CreateIoBinding();
        binding.BindInput("input_ids", ids);
        ModelSessions.Bind(binding, sessions.Decoder, "encoder_hidden_states", states);
        ModelSessions.Bind(binding, sessions.Decoder, "encoder_attention_mask", batch.Mask);
        binding.BindOutputToDevice("logits", OrtMemoryInfo.DefaultInstance);
        using var options = new RunOptions();
        sessions.Decoder.RunWithBinding(options, binding);
        using var outputs = binding.GetOutputValues();
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
