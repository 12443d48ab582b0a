using System.Text.Json.Serialization;
using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// What each kind of block costs at some widths: the time of a sub-network is estimated from it, since to export and time each
/// one would take longer than the rest of the search.
/// </summary>
/// <param name="Fixed">Milliseconds that no layer has a part in.</param>
/// <param name="Encoder">The blocks of the encoder.</param>
/// <param name="Decoder">The blocks of the decoder; null without one.</param>
internal sealed record LatencyTable(double Fixed, BlockTimes Encoder, BlockTimes? Decoder)
{
    /// <summary>Milliseconds of the model that a mask leaves.</summary>
    public double Estimate(ModelMask mask) =>
        Fixed + Stack(mask.Encoder, Encoder) + (mask.Decoder is { } decoder ? Stack(decoder, Decoder!) : 0);

    private static double Stack(StackMask stack, BlockTimes times) => stack.KeptLayers.Sum(layer =>
        Interpolated(times.Attention, layer.Heads.Count) + Interpolated(times.FeedForward, layer.Units.Count));

    // Between two measured widths on the line between them; the ends are 0 and all.
    private static double Interpolated(IReadOnlyList<WidthTime> times, int width)
    {
        var next = times.First(time => time.Width >= width);
        if (next.Width == width)
            return next.Milliseconds;
        var last = times.Last(time => time.Width < width);
        return last.Milliseconds
            + ((next.Milliseconds - last.Milliseconds) * (width - last.Width) / (next.Width - last.Width));
    }
}

/// <summary>Times of one stack's blocks, by ascending width from 0 on.</summary>
/// <param name="Attention">Self-attention, in a decoder together with cross-attention, by heads.</param>
/// <param name="FeedForward">The feed-forward block, by units.</param>
internal sealed record BlockTimes(IReadOnlyList<WidthTime> Attention, IReadOnlyList<WidthTime> FeedForward);

/// <summary>What a block of a width adds to the time of a model.</summary>
/// <param name="Width">Heads or units.</param>
/// <param name="Milliseconds">Time; of no width, 0.</param>
[method: JsonConstructor]
internal readonly record struct WidthTime(int Width, double Milliseconds);
