using System.Runtime.InteropServices;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>The points that a search has proposed, so that it proposes none twice while there are others.</summary>
internal sealed class UnseenPoints(SearchSpace space)
{
    private const int Tries = 50;

    // In a space of at most this many points, all are tried in turn where no random point is new.
    private static readonly double LogCountable = Math.Log(1 << 20);

    private readonly HashSet<int[]> seen = new(new ByValues());

    /// <summary>Adds a point.</summary>
    /// <returns>Whether neither it nor an equivalent point was there.</returns>
    public bool Add(int[] point) => seen.Add(space.Canonical(point));

    /// <summary>Whether the point or an equivalent one is there.</summary>
    public bool IsSeen(int[] point) => seen.Contains(space.Canonical(point));

    /// <summary>
    /// Adds and returns the next new point: of the initial design first, then of the proposals, else a random one; null where the
    /// space has no more.
    /// </summary>
    /// <param name="number">Its place in the order of proposals, from 0.</param>
    /// <param name="random">Chooses where nothing new is proposed.</param>
    /// <param name="propose">A proposal, another one at each call; null ends the proposals.</param>
    public int[]? Next(int number, Random random, Func<int[]?> propose)
    {
        var point = space.InitialDesign.Skip(number).FirstOrDefault(point => !IsSeen(point)) ?? Choose(random, propose);
        if (point is not null)
            Add(point);
        return point;
    }

    private int[]? Choose(Random random, Func<int[]?> propose)
    {
        for (var i = 0; i < Tries && propose() is { } point; i++)
        {
            if (!IsSeen(point))
                return space.Canonical(point);
        }
        for (var i = 0; i < Tries; i++)
        {
            if (space.Sample(random) is var point && !IsSeen(point))
                return space.Canonical(point);
        }
        if (space.LogSize <= LogCountable)
        {
            int[][] left = [.. All().Where(point => !IsSeen(point) && space.Canonical(point).AsSpan().SequenceEqual(point))];
            return left.Length == 0 ? null : left[random.Next(left.Length)];
        }
        // The space is much larger than the number of points proposed so far.
        while (true)
        {
            int[] point = [.. space.Variables.Select(variable => random.Next(variable.Lower, variable.Upper + 1))];
            if (!IsSeen(point))
                return space.Canonical(point);
        }
    }

    private IEnumerable<int[]> All()
    {
        var point = space.LowerBounds;
        for (var carry = 0; carry < point.Length;)
        {
            yield return [.. point];
            for (carry = 0; carry < point.Length && point[carry] == space.Variables[carry].Upper; carry++)
                point[carry] = space.Variables[carry].Lower;
            if (carry < point.Length)
                point[carry]++;
        }
    }

    private sealed class ByValues : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? one, int[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(int[] point)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(point.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
