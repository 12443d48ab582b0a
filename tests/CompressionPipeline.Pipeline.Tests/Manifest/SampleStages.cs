using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Tests.Fixtures;
using CompressionPipeline.Stages.Prune;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

/// <summary>Stages as a host would bring them.</summary>
internal static class SampleStages
{
    public static Dictionary<string, IStage> All { get; } = new FakeStage[]
    {
        new("data", typeof(DataOptions)) { Kind = StageKind.Source },
        new("fine-tune", typeof(FineTuneOptions)),
        new("prune", typeof(PruneOptions)),
        new("export", typeof(ExportOptions)) { Kind = StageKind.Package },
        new("benchmark", typeof(BenchmarkOptions)) { Kind = StageKind.Comparison },
    }.ToDictionary(stage => stage.Name, IStage (stage) => stage);

    public static Dictionary<string, (int Encoder, int Decoder)> Shapes { get; } =
        new() { ["docs-mini"] = (4, 4), ["t5-small"] = (6, 6) };

    internal sealed record DataOptions
    {
        [Required, Description("Where the examples come from.")]
        public string Source { get; init; } = "";

        [Description("Text before every document.")]
        public string Prefix { get; init; } = "";

        [ManifestPath, Description("Files.")]
        public IReadOnlyList<string> Paths { get; init; } = [];

        [Range(1, 65536), Description("Tokens of a document at most.")]
        public int MaxSourceLength { get; init; } = 512;
    }

    internal enum Schedule { Constant, Linear }

    internal sealed record ExportOptions
    {
        [Range(0, 10), Description("Bits of a weight; 0 leaves them as they are.")]
        public int Bits { get; init; }
    }

    internal sealed record FineTuneOptions : IValidatableObject
    {
        [FromPlan]
        public ModelInit? Init { get; init; }

        [Range(0.0, 1000.0, MinimumIsExclusive = true), Description("Passes over the training split.")]
        public double Epochs { get; init; } = 3;

        [Range(1e-9, 1.0), Description("Peak learning rate.")]
        public double LearningRate { get; init; } = 1e-4;

        [Description("How the learning rate moves.")]
        public Schedule Schedule { get; init; }

        [Range(0, int.MaxValue), Description("Steps of warm-up.")]
        public int WarmUpSteps { get; init; }

        [Range(0, int.MaxValue), Description("Steps at most; 0 lets epochs decide.")]
        public int MaxSteps { get; init; }

        [Description("Whether the embeddings learn.")]
        public bool FreezeEmbeddings { get; init; } = true;

        [Description("A remark for the log.")]
        public string? Remark { get; init; }

        [Description("Betas of AdamW.")]
        public Betas Adam { get; init; } = new();

        [Description("Where to compute.")]
        public string Device { get; init; } = "auto";

        [FromPlan]
        public string FilledIn { get; init; } = "by the plan";

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (MaxSteps > 0 && WarmUpSteps > MaxSteps)
                yield return new ValidationResult(
                    $"the warm-up of {WarmUpSteps} steps does not end within {MaxSteps}", [nameof(WarmUpSteps)]);
        }
    }

    internal sealed record Betas
    {
        [Range(0.0, 1.0), Description("Decay of the first moment.")]
        public double First { get; init; } = 0.9;

        [Range(0.0, 1.0), Description("Decay of the second moment.")]
        public double Second { get; init; } = 0.999;
    }

    internal enum Runtime { Onnxruntime, Torch }

    internal sealed record BenchmarkOptions
    {
        [MinLength(1), Range(1, 4096), Description("Batch sizes to time.")]
        public IReadOnlyList<int> BatchSizes { get; init; } = [1, 8];

        [MinLength(1), Description("Runtimes to time.")]
        public IReadOnlyList<Runtime> Runtimes { get; init; } = [Runtime.Onnxruntime];

        [Description("Where to compute.")]
        public string Device { get; init; } = "auto";
    }
}
