using System.Diagnostics;

namespace CompressionPipeline.Core;

/// <summary>A token. It prints as <c>set</c> or <c>not set</c>; its text is sent only to the server that it is for.</summary>
[DebuggerDisplay("{ToString()}")]
public sealed class Secret
{
    private readonly string text;

    /// <summary>Takes the token; white space around it, as a file's last line end, does not belong to it.</summary>
    /// <param name="text">The token; null or empty where there is none.</param>
    public Secret(string? text) => this.text = text?.Trim() ?? "";

    /// <summary>Whether there is a token.</summary>
    public bool IsSet => text.Length > 0;

    /// <summary>Whether a request header can carry it: visible ASCII characters only.</summary>
    public bool IsClean => text.All(letter => letter is > ' ' and < (char)127);

    /// <summary>A text without the token in it: for messages that repeat what a server said.</summary>
    public string Hide(string message) => IsSet ? message.Replace(text, "***", StringComparison.Ordinal) : message;

    /// <inheritdoc/>
    public override string ToString() => IsSet ? "set" : "not set";

    /// <summary>The text, for a request header.</summary>
    public string Reveal() => text;
}
