namespace CompressionPipeline.Cake.Vocabulary;

/// <summary>The environment variables that GitHub Actions and our workflows set.</summary>
internal static class ActionsVariables
{
    public const string Token = "GITHUB_TOKEN";
    public const string Repository = "GITHUB_REPOSITORY";
    public const string ApiUrl = "GITHUB_API_URL";
    public const string ServerUrl = "GITHUB_SERVER_URL";
    public const string EventPath = "GITHUB_EVENT_PATH";
    public const string BaseRef = "GITHUB_BASE_REF";
    public const string Sha = "GITHUB_SHA";
    public const string RunId = "GITHUB_RUN_ID";
    public const string RunAttempt = "GITHUB_RUN_ATTEMPT";
    public const string Output = "GITHUB_OUTPUT";
    public const string StepSummary = "GITHUB_STEP_SUMMARY";
}
