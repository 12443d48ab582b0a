using System.Globalization;

namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>One of ROUGE's measures (C.-Y. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004).</summary>
public readonly record struct RougeMeasure
{
    private const int L = 0;
    private const int LSum = -1;

    private readonly int kind;

    private RougeMeasure(int kind) => this.kind = kind;

    /// <summary>Longest common subsequence of the whole texts.</summary>
    public static RougeMeasure RougeL { get; } = new(L);

    /// <summary>Union of longest common subsequences, sentence by sentence.</summary>
    public static RougeMeasure RougeLsum { get; } = new(LSum);

    /// <summary>ROUGE-1, ROUGE-2, ROUGE-3, ROUGE-L and ROUGE-Lsum, in the order in which papers print them.</summary>
    public static IReadOnlyList<RougeMeasure> Usual { get; } = [RougeN(1), RougeN(2), RougeN(3), RougeL, RougeLsum];

    /// <summary>The length of the n-grams; 0 for the measures of subsequences.</summary>
    public int N => Math.Max(kind, 0);

    /// <summary>Name as papers, manifests and result files write it: <c>rouge2</c>, <c>rougeL</c>, <c>rougeLsum</c>.</summary>
    public string Name => kind switch
    {
        L => "rougeL",
        LSum => "rougeLsum",
        _ => string.Create(CultureInfo.InvariantCulture, $"rouge{kind}"),
    };

    /// <summary>Overlap of n-grams.</summary>
    /// <param name="n">1 to 9, as the reference scorer's.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is less than 1 or above 9.</exception>
    public static RougeMeasure RougeN(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 9);
        return new RougeMeasure(n);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
