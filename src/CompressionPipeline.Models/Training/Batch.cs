using CompressionPipeline.Models.T5;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>Pairs side by side, filled up to the longest; what filling adds counts neither in attention nor in the loss.</summary>
internal sealed class Batch
{
    private readonly int rows;
    private readonly int sourceLength;
    private readonly int targetLength;
    private readonly long[] inputIds; // (B, S)
    private readonly long[] mask; // (B, S)
    private readonly long[] decoderInputIds; // (B, T)

    // Where in the flat (B*T) targets a label stands: the other places would be -100, so their logits are never computed.
    private readonly long[] places; // (N)
    private readonly long[] labels; // (N)

    public Batch(IReadOnlyList<TokenizedPair> pairs, T5Config config)
    {
        rows = pairs.Count;
        sourceLength = pairs.Max(pair => pair.Source.Length);
        targetLength = pairs.Max(pair => pair.Target.Length);
        inputIds = Filled(rows * sourceLength, config.PadTokenId);
        mask = new long[rows * sourceLength];
        decoderInputIds = Filled(rows * targetLength, config.PadTokenId);
        Labels = pairs.Sum(pair => pair.Target.Length);
        places = new long[Labels];
        labels = new long[Labels];
        for (int row = 0, label = 0; row < rows; label += pairs[row].Target.Length, row++)
        {
            FillSource(row, pairs[row].Source);
            FillTarget(row, pairs[row].Target, label, config.DecoderStartTokenId);
        }
        Tokens = pairs.Sum(pair => pair.Source.Length) + Labels;
    }

    /// <summary>Target tokens that count in the loss.</summary>
    public int Labels { get; }

    /// <summary>Source and target tokens, without what fills up.</summary>
    public int Tokens { get; }

    /// <summary>Cross-entropy summed over all labels.</summary>
    public Tensor LossSum(T5Model model, double labelSmoothing = 0)
    {
        using var scope = NewDisposeScope();
        var attentionMask = tensor(mask, [rows, sourceLength], device: model.Device);
        var memory = model.Encode(tensor(inputIds, [rows, sourceLength], device: model.Device), attentionMask);
        var hidden = model.Decode(memory, attentionMask, tensor(decoderInputIds, [rows, targetLength], device: model.Device)); // (B, T, C)
        hidden = hidden.view(-1, model.Config.DModel);
        if (Labels < rows * targetLength)
            hidden = hidden.index_select(0, tensor(places, device: model.Device)); // (N, C)
        return nn.functional.cross_entropy(model.Head(hidden), tensor(labels, device: model.Device), reduction: nn.Reduction.Sum, label_smoothing: labelSmoothing)
            .MoveToOuterDisposeScope();
    }

    private static long[] Filled(int count, long value)
    {
        var ids = new long[count];
        Array.Fill(ids, value);
        return ids;
    }

    private void FillSource(int row, int[] source)
    {
        for (var i = 0; i < source.Length; i++)
            (inputIds[(row * sourceLength) + i], mask[(row * sourceLength) + i]) = (source[i], 1);
    }

    // Shifted right: at each place the decoder has read what stands before it.
    private void FillTarget(int row, int[] target, int label, int start)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var place = (row * targetLength) + i;
            decoderInputIds[place] = i == 0 ? start : target[i - 1];
            (places[label + i], labels[label + i]) = (place, target[i]);
        }
    }
}
