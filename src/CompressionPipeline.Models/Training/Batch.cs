using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>Pairs side by side, padded to the longest; padding counts neither in attention nor in the loss.</summary>
internal sealed class Batch
{
    private readonly TokenBatch source; // (B, S)
    private readonly TokenBatch decoderInput; // (B, T): the targets shifted right by the start id

    // Where in the flat (B*T) targets a label stands: logits of the other positions are never computed.
    private readonly long[] positions; // (N)
    private readonly long[] labels; // (N)

    public Batch(IReadOnlyList<TokenizedPair> pairs, T5Config config)
    {
        source = TokenBatch.Pad([.. pairs.Select(pair => pair.Source)], config.PadTokenId);
        decoderInput = TokenBatch.Pad(
            [.. pairs.Select(pair => (int[])[config.DecoderStartTokenId, .. pair.Target[..^1]])], config.PadTokenId);
        positions = [.. decoderInput.AttentionMask.Index().Where(place => place.Item == 1).Select(place => (long)place.Index)];
        labels = [.. pairs.SelectMany(pair => pair.Target).Select(id => (long)id)];
    }

    /// <summary>Target ids, int64 (N).</summary>
    public Tensor Labels(Device device) => tensor(labels, device: device);

    /// <summary>Target tokens.</summary>
    public int LabelCount => labels.Length;

    /// <summary>What the model predicts at the position of each target id, float32 (N, V).</summary>
    public Tensor Logits(T5Model model, MaskTensors? masks = null) => Run(model, masks, withStates: false).Logits;

    /// <summary>What the model predicts at the position of each target id, and the hidden states after its layers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="masks">What it runs under; null is the whole model.</param>
    /// <param name="withStates">Whether the hidden states are wanted.</param>
    public ModelOutputs Run(T5Model model, MaskTensors? masks, bool withStates)
    {
        using var scope = NewDisposeScope();
        List<Tensor>? encoderStates = withStates ? [] : null, decoderStates = withStates ? [] : null;
        var attentionMask = tensor(source.AttentionMask, source.Shape, device: model.Device);
        var memory = model.Encode(tensor(source.Ids, source.Shape, device: model.Device), attentionMask, masks, encoderStates);
        var decoderIds = tensor(decoderInput.Ids, decoderInput.Shape, device: model.Device);
        var hidden = model.Decode(memory, attentionMask, decoderIds, masks, decoderStates).flatten(0, 1); // (B*T, C)
        if (positions.Length < decoderInput.Ids.Length)
            hidden = hidden.index_select(0, tensor(positions, device: model.Device)); // (N, C)
        return new(
            model.Head(hidden).MoveToOuterDisposeScope(),
            Tokens(encoderStates, SourcePositions),
            Tokens(decoderStates, positions));
    }

    private long[] SourcePositions =>
        [.. source.AttentionMask.Index().Where(place => place.Item == 1).Select(place => (long)place.Index)];

    // Without padding, (tokens, C).
    private static List<Tensor> Tokens(List<Tensor>? states, long[] places) => [.. (states ?? []).Select(state =>
        state.flatten(0, 1).index_select(0, tensor(places, device: state.device)).MoveToOuterDisposeScope())];
}

/// <summary>What a forward pass gives.</summary>
/// <param name="Logits">At the position of each target id, float32 (N, V).</param>
/// <param name="EncoderStates">The hidden states after each encoder layer, without padding, float32 (source tokens, C); empty
/// where not asked for.</param>
/// <param name="DecoderStates">The same of the decoder, float32 (N, C).</param>
internal sealed record ModelOutputs(Tensor Logits, IReadOnlyList<Tensor> EncoderStates, IReadOnlyList<Tensor> DecoderStates);
