namespace CompressionPipeline.Models.Training;

/// <summary>A source and what the model should predict for it, as ids. Sequences end with the end of sequence.</summary>
/// <param name="Source">Source ids, at least one.</param>
/// <param name="Target">Ids of a text, without the start id, or one label.</param>
internal sealed record TokenizedPair(int[] Source, int[] Target);
