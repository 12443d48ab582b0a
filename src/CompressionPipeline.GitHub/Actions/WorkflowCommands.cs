using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Actions;

/// <summary>Lines that a job's log obeys. The host prints them.</summary>
internal static class WorkflowCommands
{
    /// <summary>Lets GitHub hide a text wherever the log would show it: a line per line of the text.</summary>
    /// <param name="secret">The text; nothing is said of an empty one.</param>
    public static IEnumerable<string> Mask(Secret secret) =>
        secret.Reveal().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => "::add-mask::" + line.Replace("%", "%25"));

    /// <summary>A remark that GitHub shows on the run's page.</summary>
    /// <param name="title">A few words.</param>
    /// <param name="message">Plain text.</param>
    public static string Warning(string title, string message) =>
        $"::warning title={Escaped(title).Replace(":", "%3A").Replace(",", "%2C")}::{Escaped(message)}";

    private static string Escaped(string text) => text
        .Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");
}
