namespace CompressionPipeline.Core;

/// <summary>What a model is for. Each task has metrics of quality of its own.</summary>
public enum ModelTask
{
    /// <summary>A text is written from a text.</summary>
    Summarization,

    /// <summary>A text, or a pair of texts, gets one of several labels.</summary>
    Classification,

    /// <summary>A text, or a pair of texts, gets a number.</summary>
    Regression,
}
