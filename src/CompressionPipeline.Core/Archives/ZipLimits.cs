namespace CompressionPipeline.Core.Archives;

/// <summary>Limits for an untrusted archive.</summary>
public sealed record ZipLimits
{
    /// <summary>Files at most. Default: 1,000.</summary>
    public int Files { get; init; } = 1000;

    /// <summary>Bytes of all files together, unpacked. Default: 16 GiB.</summary>
    public long Bytes { get; init; } = 16L << 30;

    /// <summary>How many times larger than packed a file may become; the first mebibyte is free. Deflate reaches about 1,000.
    /// Default: 100.</summary>
    public int Ratio { get; init; } = 100;
}
