using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>
/// Sources of exactly one length, the same for every model: a document too long is cut, one too short goes on with the next
/// documents.
/// </summary>
/// <param name="documents">Token ids of documents in a fixed order, each with the end of sequence.</param>
/// <param name="length">Tokens of each source, end of sequence included. At least 1.</param>
/// <param name="endOfSequence">The last token of every source.</param>
internal sealed class PinnedSources(IReadOnlyList<int[]> documents, int length, int endOfSequence)
{
    // Real tokens throughout: padding would be masked, and masked work is not the work of that length.
    private readonly IReadOnlyList<int[]> sources =
        [.. documents.Select((_, first) => Pin(documents, first, length, endOfSequence))];

    public int Length => length;

    /// <summary>The sources that a model is timed on.</summary>
    /// <param name="documents">In a fixed order.</param>
    /// <param name="tokens">The model's.</param>
    /// <param name="length">As <see cref="Tokens.TimedLength"/> takes it.</param>
    /// <param name="context">The stage's.</param>
    public static PinnedSources Of(IReadOnlyList<Example> documents, Tokens tokens, int length, StageContext context) =>
        new(Tokens.Tokenize(documents, context, tokens.Source), tokens.TimedLength(length), tokens.EndOfSource);

    /// <summary>The documents of a round, going around where there are fewer than asked for.</summary>
    public IReadOnlyList<int[]> Batch(int round, int batchSize) =>
        [.. Enumerable.Range(0, batchSize).Select(row => sources[(int)(((long)round * batchSize + row) % sources.Count)])];

    private static int[] Pin(IReadOnlyList<int[]> documents, int first, int length, int endOfSequence)
    {
        var source = new List<int>(length);
        for (var next = first; source.Count < length - 1; next = (next + 1) % documents.Count)
        {
            var words = documents[next].Where(id => id != endOfSequence).DefaultIfEmpty(endOfSequence);
            source.AddRange(words.Take(length - 1 - source.Count));
        }
        return [.. source, endOfSequence];
    }
}
