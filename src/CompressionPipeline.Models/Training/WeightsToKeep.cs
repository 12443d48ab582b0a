namespace CompressionPipeline.Models.Training;

/// <summary>Which weights a model is left with after its training.</summary>
public enum WeightsToKeep
{
    /// <summary>Those after the last step.</summary>
    Last,

    /// <summary>Those of the lowest validation loss, the first of equal ones.</summary>
    Best,
}
