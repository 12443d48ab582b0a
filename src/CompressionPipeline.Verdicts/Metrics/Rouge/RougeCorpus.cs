namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>The scores of a whole test split, example by example.</summary>
public sealed class RougeCorpus
{
    private readonly RougeScore[][] scores;

    internal RougeCorpus(string signature, IReadOnlyList<RougeMeasure> measures, RougeScore[][] scores) =>
        (Signature, Measures, this.scores) = (signature, measures, scores);

    /// <summary>How the scores were made: two are comparable if their signatures are equal.</summary>
    public string Signature { get; }

    /// <summary>What was computed.</summary>
    public IReadOnlyList<RougeMeasure> Measures { get; }

    /// <summary>The scores of each example, in the order of the pairs.</summary>
    /// <exception cref="ArgumentException">The measure was not computed.</exception>
    public IReadOnlyList<RougeScore> this[RougeMeasure measure]
    {
        get
        {
            var column = Measures.Index().Where(known => known.Item == measure).Select(known => known.Index).FirstOrDefault(-1);
            return column < 0
                ? throw new ArgumentException($"{measure} was not computed; {string.Join(", ", Measures)} were.", nameof(measure))
                : [.. scores.Select(row => row[column])];
        }
    }

    /// <summary>F of each example in points of 0-100: the raw samples of a metric.</summary>
    public IReadOnlyList<double> Points(RougeMeasure measure) => [.. this[measure].Select(score => 100 * score.F)];

    /// <summary>The mean of <see cref="Points"/>, which is what papers report; 0 of no examples.</summary>
    public double Mean(RougeMeasure measure) => Mean(measure, score => score.F);

    /// <summary>The mean precision in points of 0-100; 0 of no examples.</summary>
    public double MeanPrecision(RougeMeasure measure) => Mean(measure, score => score.Precision);

    /// <summary>The mean recall in points of 0-100; 0 of no examples.</summary>
    public double MeanRecall(RougeMeasure measure) => Mean(measure, score => score.Recall);

    private double Mean(RougeMeasure measure, Func<RougeScore, double> part) =>
        this[measure].Select(score => 100 * part(score)).DefaultIfEmpty(0).Average();
}
