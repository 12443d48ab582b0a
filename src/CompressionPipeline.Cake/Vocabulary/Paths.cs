namespace CompressionPipeline.Cake.Vocabulary;

/// <summary>Where things lie, relative to the repository.</summary>
public static class Paths
{
    public const string Solution = "CompressionPipeline.sln";
    public const string Manifest = "models.yaml";
    public const string Artifacts = "artifacts";
    public const string Store = "artifacts/store";
    public const string Results = "artifacts/results";
    public const string HandOn = "artifacts/hand-on";
    public const string Stored = "artifacts/hand-on/stored";
    public const string Measured = "artifacts/hand-on/measured";
    public const string HandedOn = "artifacts/handed-on";
    public const string Plan = "artifacts/plan/plan.json";
    public const string UntrustedPlan = "artifacts/untrusted/plan.json";
    public const string Release = "artifacts/release";
    public const string Baselines = "artifacts/baselines";
    public const string Packages = "artifacts/nuget";
    public const string TestResults = "artifacts/test-results";
}
