using CompressionPipeline.Models.Training;

namespace Benchmarks;

/// <summary>Pairs of random ids of one length, as the reference's own benchmark takes them.</summary>
internal static class RandomPairs
{
    public static IReadOnlyList<TokenizedPair> Make(int count, int sourceLength, int targetLength, int vocabulary)
    {
        var random = new Random(1);
        int[] Ids(int length) => [.. Enumerable.Range(0, length).Select(_ => random.Next(3, vocabulary))];
        return [.. Enumerable.Range(0, count).Select(_ => new TokenizedPair(Ids(sourceLength), Ids(targetLength)))];
    }
}
