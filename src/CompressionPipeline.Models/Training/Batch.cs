using CompressionPipeline.Core;
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

    /// <summary>What the model predicts at the position of each target id, float32 (N, V).</summary>
    public Tensor Logits(T5Model model)
    {
        using var scope = NewDisposeScope();
        var attentionMask = tensor(source.AttentionMask, source.Shape, device: model.Device);
        var states = model.Encode(tensor(source.Ids, source.Shape, device: model.Device), attentionMask);
        var decoderIds = tensor(decoderInput.Ids, decoderInput.Shape, device: model.Device);
        var hidden = model.Decode(states, attentionMask, decoderIds).view(-1, model.Config.DModel); // (B*T, C)
        if (positions.Length < decoderInput.Ids.Length)
            hidden = hidden.index_select(0, tensor(positions, device: model.Device)); // (N, C)
        return model.Head(hidden).MoveToOuterDisposeScope();
    }
}
