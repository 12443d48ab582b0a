namespace CompressionPipeline.Models.Training;

/// <summary>How the learning rate moves after the warm-up.</summary>
public enum LearningRateSchedule
{
    /// <summary>It stays, as in Campos and Zhai (arXiv 2304.02721).</summary>
    Constant,

    /// <summary>It falls to zero on a straight line.</summary>
    Linear,

    /// <summary>It falls to zero on half a cosine.</summary>
    Cosine,
}
