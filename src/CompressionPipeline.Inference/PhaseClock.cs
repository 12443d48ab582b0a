using System.Diagnostics;

namespace CompressionPipeline.Inference;

/// <summary>Splits the time of one generation into its phases.</summary>
internal sealed class PhaseClock
{
    private readonly List<double> steps = [];
    private readonly long start = Stopwatch.GetTimestamp();
    private long last;
    private double encoder;

    public PhaseClock() => last = start;

    public void EncoderDone() => encoder = Lap();

    /// <summary>A decoder run and the choice of its ids are done.</summary>
    public void StepDone() => steps.Add(Lap());

    public DecodeTiming Finish() => new(encoder, steps[0], steps[1..], Stopwatch.GetElapsedTime(start).TotalMilliseconds);

    private double Lap()
    {
        var now = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(last, now).TotalMilliseconds;
        last = now;
        return elapsed;
    }
}
