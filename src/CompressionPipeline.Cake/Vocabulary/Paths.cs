namespace CompressionPipeline.Cake.Vocabulary;

/// <summary>Paths relative to the repository.</summary>
internal static class Paths
{
    public const string Manifest = "models.yaml";
    public const string Artifacts = "artifacts";
    public const string Store = "artifacts/store";
    public const string Results = "artifacts/results";
    public const string Studies = "artifacts/studies";
    public const string UploadArtifacts = "artifacts/upload";
    public const string Stored = "artifacts/upload/stored";
    public const string Measured = "artifacts/upload/measured";
    public const string RestoredArtifacts = "artifacts/restored";
    public const string Plan = "artifacts/plan/plan.json";
    public const string UntrustedPlan = "artifacts/untrusted/plan.json";
    public const string Release = "artifacts/release";
    public const string Baselines = "artifacts/baselines";
}
