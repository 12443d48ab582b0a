namespace CompressionPipeline.Inference;

/// <summary>What a batch of sources became, and how long that took.</summary>
/// <param name="Ids">Per source: the generated ids, without start token, end of sequence and padding.</param>
/// <param name="Timing">Wall-clock time by phase.</param>
public sealed record Generation(int[][] Ids, DecodeTiming Timing);

/// <summary>Wall-clock time of one generated batch.</summary>
/// <param name="EncoderMilliseconds">The encoder, padding of the sources included.</param>
/// <param name="FirstTokenMilliseconds">
/// The first decoder run, which also projects the cross-attention cache, and the first choice of ids.
/// </param>
/// <param name="TokenMilliseconds">Each further decoder run with its choice of ids, in order.</param>
/// <param name="TotalMilliseconds">From the call to the finished ids.</param>
public sealed record DecodeTiming(
    double EncoderMilliseconds,
    double FirstTokenMilliseconds,
    IReadOnlyList<double> TokenMilliseconds,
    double TotalMilliseconds);
