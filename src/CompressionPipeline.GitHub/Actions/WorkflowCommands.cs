namespace CompressionPipeline.GitHub.Actions;

/// <summary>Log lines that GitHub Actions interprets.</summary>
internal static class WorkflowCommands
{
    /// <summary>A warning that GitHub shows on the run's page.</summary>
    /// <param name="title">A few words.</param>
    /// <param name="message">Plain text.</param>
    public static string Warning(string title, string message) =>
        $"::warning title={Escaped(title).Replace(":", "%3A").Replace(",", "%2C")}::{Escaped(message)}";

    private static string Escaped(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");
}
