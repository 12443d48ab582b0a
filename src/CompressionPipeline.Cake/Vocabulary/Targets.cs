namespace CompressionPipeline.Cake.Vocabulary;

/// <summary>The targets' names; the model's are the names of steps and stages in Pascal case.</summary>
internal static class Targets
{
    public const string Default = nameof(Default);
    public const string Compress = nameof(Compress);
    public const string Data = nameof(Data);
    public const string FineTune = nameof(FineTune);
    public const string Prune = nameof(Prune);
    public const string ReFineTune = nameof(ReFineTune);
    public const string Export = nameof(Export);
    public const string Evaluate = nameof(Evaluate);
    public const string Benchmark = nameof(Benchmark);
    public const string Measure = nameof(Measure);
    public const string Gate = nameof(Gate);
    public const string Plan = nameof(Plan);
    public const string TrainTokenizer = nameof(TrainTokenizer);
    public const string Verify = nameof(Verify);
    public const string Collect = nameof(Collect);
    public const string Judge = nameof(Judge);
    public const string Report = nameof(Report);
    public const string Study = nameof(Study);
    public const string Matrix = nameof(Matrix);
    public const string UploadArtifacts = nameof(UploadArtifacts);
    public const string RestoreArtifacts = nameof(RestoreArtifacts);
    public const string Aggregate = nameof(Aggregate);
    public const string Comment = nameof(Comment);
    public const string CommentFork = nameof(CommentFork);
    public const string Watch = nameof(Watch);
    public const string ReleaseAssets = nameof(ReleaseAssets);
    public const string Release = nameof(Release);
    public const string Doctor = nameof(Doctor);

    /// <summary>The targets that run the plan up to a step or stage of their name.</summary>
    public static IReadOnlyList<string> OfTheModel { get; } =
        [Data, FineTune, Prune, ReFineTune, Export, Evaluate, Benchmark, Gate];
}
