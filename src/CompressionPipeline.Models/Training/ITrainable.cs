using CompressionPipeline.Models.Families;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>A model as training sees it.</summary>
internal interface ITrainable : IModel
{
    /// <summary>The weights.</summary>
    nn.Module Module { get; }

    /// <summary>Where they live.</summary>
    Device Device { get; }

    /// <summary>Examples side by side, for this model and every other one of the same family and ids.</summary>
    Batch CreateBatch(IReadOnlyList<TokenizedPair> pairs);
}
