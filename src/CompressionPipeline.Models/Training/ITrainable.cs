using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>A model as training sees it.</summary>
internal interface ITrainable : IModel
{
    /// <summary>The weights.</summary>
    nn.Module Module { get; }

    /// <summary>Where they live.</summary>
    Device Device { get; }

    /// <summary>Names of the matrices of a layer's heads or units: those that lead into them, each row a part of one, and the one
    /// that leads out of them, each column a part of one. A layer that has none has no such matrices.</summary>
    /// <param name="isDecoder">Whether the layer is one of the decoder.</param>
    /// <param name="layer">Its number, from 0.</param>
    /// <param name="part">Heads or units.</param>
    (IReadOnlyList<string> Into, string OutOf) Matrices(bool isDecoder, int layer, MaskPart part);

    /// <summary>Examples side by side, for this model and every other one of the same family and ids.</summary>
    Batch CreateBatch(IReadOnlyList<TokenizedPair> pairs);
}
