using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages.Search;

/// <summary>Options of <c>search</c>: how the super-network is trained, and how its sub-networks are searched.</summary>
public sealed record SearchOptions : TrainerOptions, IValidatableObject
{
    /// <summary>The objective that is the validation loss.</summary>
    internal const string Loss = "loss";

    // EHVI needs about n^(objectives - 1) boxes for a front of n points.
    private const int MostOfEhvi = 3;

    private static readonly string[] Costs = [MetricCatalogue.Parameters, MetricCatalogue.Bytes, MetricCatalogue.Latency];

    /// <summary>The super-network trains with the rates of Klein et al. (arXiv 2405.02267).</summary>
    public SearchOptions()
    {
        Epochs = 1;
        LearningRate = 2e-5;
        Schedule = LearningRateSchedule.Linear;
        Temperature = 10;
    }

    [Description("The sub-networks: `small` (layers, heads and units of all layers), `medium` (heads and units per layer), "
        + "`layer` (which layers) or `large` (which heads and units).")]
    public SpaceKind Space { get; init; } = SpaceKind.Small;

    [Description("Which networks a training step runs; with `one-shot` and `in-place` sub-networks learn from the whole one. "
        + "With `fine-tune` there is no super-network: each sub-network is trained by itself, up to `epochs`.")]
    public SuperNetworkStrategy Strategy { get; init; } = SuperNetworkStrategy.OneShot;

    [Range(1, 64), Description("Random sub-networks of a training step.")]
    public int RandomNetworks { get; init; } = 2;

    [Description("Sizes of random sub-networks, in training and in search: as the space draws them, or `stratified`, as many "
        + "small ones as large ones.")]
    public NetworkSampling Sampling { get; init; }

    [Description("What chooses the sub-networks to look at; `mo-asha` belongs to the strategy `fine-tune`.")]
    public SearcherKind Searcher { get; init; } = SearcherKind.Local;

    [Range(3, 1_000_000), Description("Sub-networks to look at.")]
    public int Evaluations { get; init; } = 100;

    [Range(1, 1024), Description("Sub-networks looked at side by side; the searcher learns of them together.")]
    public int Parallel { get; init; } = 1;

    [Range(1, 1000), Description("For mo-asha: epochs that each sub-network has before it may be stopped.")]
    public int GracePeriod { get; init; } = 1;

    [Range(2, 100)]
    [Description("For mo-asha: one of so many sub-networks goes on at a rung, and the next rung is at so many times the epochs.")]
    public int ReductionFactor { get; init; } = 3;

    [MinLength(2), Example("""["rouge2", "latency"]""")]
    [Description("What counts, on the validation split: `loss` or a metric of quality, and `parameters`, `bytes` of the weights "
        + "or `latency` on ONNX Runtime at batch 1.")]
    public IReadOnlyList<string> Objectives { get; init; } = [Loss, MetricCatalogue.Parameters];

    [Range(0, 65536), Description("For latency: tokens of the source; 0 takes the data's longest.")]
    public int SourceLength { get; init; }

    [Range(0, 4096), Description("For latency: tokens to generate; 0 takes the data's longest target.")]
    public int OutputLength { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var mistake in Mistakes())
            yield return mistake;
        if (Teacher != Teacher.None)
            yield return new ValidationResult("sub-networks learn from the super-network; see strategy", [nameof(Teacher)]);
        if (TrainsEach != (Searcher == SearcherKind.MoAsha))
        {
            yield return new ValidationResult(
                "strategy fine-tune trains each sub-network by itself, and searcher mo-asha stops the bad ones: one needs the "
                    + "other",
                [TrainsEach ? nameof(Searcher) : nameof(Strategy)]);
        }
        if (TrainsEach)
        {
            if (Epochs < GracePeriod || !double.IsInteger(Epochs))
            {
                yield return new ValidationResult(
                    "with strategy fine-tune it is a whole number, at least grace-period: epochs are what mo-asha compares after",
                    [nameof(Epochs)]);
            }
            if (MaxSteps > 0)
                yield return new ValidationResult("with strategy fine-tune epochs say how long to train", [nameof(MaxSteps)]);
            if (Parallel > 1)
                yield return new ValidationResult("with strategy fine-tune one is trained after the other", [nameof(Parallel)]);
        }
        else if (GracePeriod != 1 || ReductionFactor != 3)
        {
            yield return new ValidationResult(
                "is of no use to a searcher but mo-asha", [GracePeriod != 1 ? nameof(GracePeriod) : nameof(ReductionFactor)]);
        }
        if (Searcher == SearcherKind.Ehvi && Objectives.Count > MostOfEhvi)
        {
            yield return new ValidationResult(
                $"with ehvi at most {MostOfEhvi} objectives; rs-bo takes more", [nameof(Objectives)]);
        }
        if (Objectives.Distinct().Count() < Objectives.Count)
            yield return new ValidationResult("an objective is given twice", [nameof(Objectives)]);
        if (Objectives.FirstOrDefault(objective => !Known.Contains(objective)) is { } unknown)
        {
            yield return new ValidationResult(
                $"'{unknown}' is no objective; there are {string.Join(", ", Known)}", [nameof(Objectives)]);
        }
        else if (Objectives.All(IsCost) || !Objectives.Any(IsCost))
        {
            yield return new ValidationResult(
                "one objective must say how good a network is and another one what it costs", [nameof(Objectives)]);
        }
    }

    /// <summary>Whether each sub-network is trained by itself, and not as a part of a super-network.</summary>
    internal bool TrainsEach => Strategy == SuperNetworkStrategy.FineTune;

    private static IEnumerable<string> Known => MetricCatalogue.Quality.Select(metric => metric.Name).Prepend(Loss).Concat(Costs);

    private static bool IsCost(string objective) => Costs.Contains(objective);
}
