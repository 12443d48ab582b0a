using TorchSharp.Modules;

namespace CompressionPipeline.Models.Training;

/// <summary>Parameters that the optimizer treats alike.</summary>
/// <param name="Parameters">Under the names that checkpoints use; no name may occur twice in a run.</param>
internal sealed record ParameterGroup(IReadOnlyList<(string Name, Parameter Parameter)> Parameters)
{
    /// <summary>
    /// A constant learning rate; null follows the options' rate and schedule. A negative rate ascends, as Lagrange multipliers
    /// do.
    /// </summary>
    public double? LearningRate { get; init; }

    /// <summary>Null takes the options' decay for matrices and none for vectors, which are norm scales and biases.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Whether its gradients count in the global norm and are clipped by it.</summary>
    public bool Clips { get; init; } = true;
}
