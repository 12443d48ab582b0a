namespace CompressionPipeline.Data;

/// <summary>What happens to a record without a document or summary that a person could see.</summary>
public enum EmptyTexts
{
    /// <summary>The data are refused: all such records are counted, and the first ones named.</summary>
    Error,

    /// <summary>The records are left out, and their number is told.</summary>
    Skip,
}
