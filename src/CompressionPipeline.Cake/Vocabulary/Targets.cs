namespace CompressionPipeline.Cake.Vocabulary;

/// <summary>Names of targets that others speak of; a task's class has its target's name.</summary>
internal static class Targets
{
    public const string Gate = "Gate";
    public const string Study = "Study";
    public const string ReleaseAssets = "ReleaseAssets";

    /// <summary>The targets that run the plan up to a step or stage of their name.</summary>
    public static IReadOnlyList<string> OfTheModel { get; } =
        ["Data", "FineTune", "Search", "Prune", "ReFineTune", "Export", "Evaluate", "Benchmark", Gate];
}
