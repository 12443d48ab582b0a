namespace CompressionPipeline.GitHub;

/// <summary>Lines that a job's log obeys. The host prints them.</summary>
public static class WorkflowCommands
{
    /// <summary>Lets GitHub hide a text wherever the log would show it: a line per line of the text.</summary>
    /// <param name="secret">The text; nothing is said of an empty one.</param>
    public static IEnumerable<string> Mask(Secret secret) =>
        secret.Reveal().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => "::add-mask::" + line.Replace("%", "%25", StringComparison.Ordinal));
}
