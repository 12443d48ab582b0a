namespace CompressionPipeline.Models.Search;

/// <summary>Which networks a step of super-network training runs, after Klein et al. (arXiv 2405.02267).</summary>
public enum SuperNetworkStrategy
{
    /// <summary>The super-network alone: plain fine-tuning.</summary>
    Standard,

    /// <summary>Random sub-networks; the super-network is not updated directly.</summary>
    Random,

    /// <summary>Random sub-networks with a probability that rises from 0 to 1 over the run, else the super-network.</summary>
    RandomLinear,

    /// <summary>The super-network, the smallest sub-network and random ones.</summary>
    Sandwich,

    /// <summary>As random-linear, where random sub-networks also learn from the super-network's predictions.</summary>
    InPlace,

    /// <summary>As sandwich, where all sub-networks also learn from the super-network's predictions.</summary>
    OneShot,

    /// <summary>No super-network: each sub-network is cut out and fine-tuned by itself.</summary>
    FineTune,
}

/// <summary>How a super-network is trained.</summary>
/// <param name="Strategy">Which networks a step runs.</param>
internal sealed record SuperNetworkOptions(SuperNetworkStrategy Strategy)
{
    /// <summary>Random sub-networks of a step. At least 1. Default: 2.</summary>
    public int RandomNetworks { get; init; } = 2;

    /// <summary>What logits are divided by before a sub-network learns from the super-network's. Default: 10.</summary>
    public double Temperature { get; init; } = 10;

    /// <summary>Seed of the sub-networks that are drawn.</summary>
    public long Seed { get; init; }
}
