namespace CompressionPipeline.Models.Training;

/// <summary>A point of the curve of mask training.</summary>
/// <param name="Step">Optimizer steps made before it.</param>
/// <param name="Sparsity">Share of the weights under gates that is expected to go, 0 to 1.</param>
/// <param name="Target">What it should be at this step.</param>
internal sealed record SparsityAt(long Step, double Sparsity, double Target);
