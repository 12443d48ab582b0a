namespace CompressionPipeline.Models.Training;

/// <summary>A source and what the model should write for it, as ids, both ending with the end of sequence.</summary>
/// <param name="Source">Source ids, at least one.</param>
/// <param name="Target">Target ids, at least one; without the start id.</param>
internal sealed record TokenizedPair(int[] Source, int[] Target);
