using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>The stages of this folder: one class under two names, so that a recipe can train again after pruning in its own way.</summary>
internal static class FineTuneRegistration
{
    public static IReadOnlyList<IStage> Stages { get; } = [new FineTuneStage("fine-tune"), new FineTuneStage("re-fine-tune")];
}
