namespace CompressionPipeline.Models.Training;

/// <summary>A source and what the model should predict for it.</summary>
/// <param name="Source">Source ids, at least one, with those that end a sequence.</param>
/// <param name="Target">Ids of a text, without the start id and with the end of sequence, or one label; at least one.</param>
internal sealed record TokenizedPair(int[] Source, int[] Target)
{
    /// <summary>For each source id the text that it belongs to, 0 or 1; null where there is one text.</summary>
    public int[]? TokenTypes { get; init; }

    /// <summary>Of a regression: the value, while <see cref="Target"/> is the only output, 0.</summary>
    public float Value { get; init; }
}
