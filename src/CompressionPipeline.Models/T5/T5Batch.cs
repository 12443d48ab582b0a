using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// Sources and targets side by side, padded to the longest; padding counts neither in attention nor in the loss.
/// </summary>
internal sealed class T5Batch : Batch
{
    private readonly TokenBatch source; // (B, S)
    private readonly TokenBatch decoderInput; // (B, T): the targets shifted right by the start id

    // Where in the flat (B*T) targets a label stands: logits of the other positions are never computed.
    private readonly long[] positions; // (N)

    public T5Batch(IReadOnlyList<TokenizedPair> pairs, T5Config config)
        : base(pairs)
    {
        source = TokenBatch.Pad([.. pairs.Select(pair => pair.Source)], config.PadTokenId);
        decoderInput = TokenBatch.Pad(
            [.. pairs.Select(pair => (int[])[config.DecoderStartTokenId, .. pair.Target[..^1]])], config.PadTokenId);
        positions = Places(decoderInput);
    }

    public override ModelOutputs Run(ITrainable model, MaskTensors? masks, bool withStates)
    {
        using var scope = NewDisposeScope();
        var t5 = (T5Model)model;
        masks = masks?.To(t5.Precision);
        List<Tensor>? encoderStates = withStates ? [] : null, decoderStates = withStates ? [] : null;
        var attentionMask = tensor(source.AttentionMask, source.Shape, device: t5.Device);
        var encoded = t5.Encode(tensor(source.Ids, source.Shape, device: t5.Device), attentionMask, masks, encoderStates);
        var decoderIds = tensor(decoderInput.Ids, decoderInput.Shape, device: t5.Device);
        var hidden = t5.Decode(encoded, attentionMask, decoderIds, masks, decoderStates).flatten(0, 1); // (B*T, C)
        if (positions.Length < decoderInput.Ids.Length)
            hidden = hidden.index_select(0, tensor(positions, device: t5.Device)); // (N, C)
        return new(
            t5.Head(hidden).InFloat32().MoveToOuterDisposeScope(),
            Rows(encoderStates, withStates ? Places(source) : []),
            Rows(decoderStates, positions));
    }
}
