using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Masks;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>What a BERT in memory answers.</summary>
internal static class TorchLogits
{
    /// <summary>One number for each label, for each text; the model must be in evaluation mode.</summary>
    public static float[][] Of(BertModel model, IReadOnlyList<EncodedTexts> texts, MaskTensors? masks = null)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var ids = TokenBatch.Pad([.. texts.Select(text => text.Ids)], model.Config.PadTokenId);
        var types = TokenBatch.Pad([.. texts.Select(text => text.TokenTypes)]);
        var logits = model.Logits(
            tensor(ids.Ids, ids.Shape, device: model.Device), tensor(ids.AttentionMask, ids.Shape, device: model.Device),
            model.Config.TypeVocabSize > 1 ? tensor(types.Ids, ids.Shape, device: model.Device) : null,
            masks); // (B, labels)
        return [.. logits.cpu().data<float>().ToArray().Chunk((int)logits.shape[1])];
    }
}
