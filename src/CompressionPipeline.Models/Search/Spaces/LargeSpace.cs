using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>Each head and each unit stays or goes.</summary>
internal sealed class LargeSpace(ModelMask whole) : SubNetworkSpace("large", whole, (stack, all) =>
    all.Layers.SelectMany((layer, i) => Bits($"{stack}.{i}.head", HeadCount(layer))
        .Concat(Bits($"{stack}.{i}.unit", layer.Units.Of))))
{
    /// <summary>The first head and the first unit of the first layer of each stack.</summary>
    public override int[] Smallest
    {
        get
        {
            var point = LowerBounds;
            foreach (var stack in Stacks)
            {
                var first = stack.Whole.Layers[0];
                if (HeadCount(first) > 0)
                    stack.Of(point)[0] = 1;
                if (first.Units.Of > 0)
                    stack.Of(point)[HeadCount(first)] = 1;
            }
            return point;
        }
    }

    /// <summary>From one entry to all but one go, each number as likely as another, without replacement.</summary>
    protected override int[] Draw(Random random)
    {
        var point = UpperBounds;
        var entries = Enumerable.Range(0, point.Length).ToArray();
        random.Shuffle(entries);
        foreach (var entry in entries.Take(random.Next(1, Math.Max(2, point.Length))))
            point[entry] = 0;
        return point;
    }

    protected override IEnumerable<LayerMask> Keep(StackMask stack, int[] values)
    {
        var start = 0;
        foreach (var layer in stack.Layers)
        {
            var (heads, units) = (start, start + HeadCount(layer));
            yield return layer.Where(head => values[heads + head] == 1, unit => values[units + unit] == 1);
            start = units + layer.Units.Of;
        }
    }

    private static IEnumerable<SearchVariable> Bits(string name, int count) => Enumerable.Range(0, count)
        .Select(i => new SearchVariable(FormattableString.Invariant($"{name}.{i}"), 0, 1, IsCategorical: true));
}
