using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Hub;

/// <summary>
/// Where the Hugging Face hub is and where its files are kept. The variables are those of the hub's own library, and so is the
/// cache: what one has downloaded the other finds.
/// </summary>
public sealed record HubSettings
{
    /// <summary>The hub: <c>HF_ENDPOINT</c>. Default: <c>https://huggingface.co</c>.</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co");

    /// <summary>Who asks: <c>HF_TOKEN</c>, or the file that <c>HF_TOKEN_PATH</c> names. Not needed for what is public.</summary>
    public Secret Token { get; init; } = new(null);

    /// <summary>The cache: <c>HF_HUB_CACHE</c>, or <c>hub</c> in <c>HF_HOME</c>.</summary>
    public required string Cache { get; init; }

    /// <summary>Whether only the cache may be used: <c>HF_HUB_OFFLINE</c>.</summary>
    public bool IsOffline { get; init; }

    /// <summary>How long a server may be silent: <c>HF_HUB_DOWNLOAD_TIMEOUT</c> in seconds. Default: 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of delays between attempts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the environment says, older names of its variables included.</summary>
    /// <param name="variable">Reads a variable. Default: the process's.</param>
    /// <exception cref="PipelineException">A variable says what cannot be; the message names it.</exception>
    public static HubSettings FromEnvironment(Func<string, string?>? variable = null)
    {
        var read = variable ?? Environment.GetEnvironmentVariable;
        string? Said(string name) => read(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        // As the hub's library does, where no shell did it.
        string? Folder(string name) => Said(name) is not { } path ? null
            : path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? user + path[1..] : path;

        var home = Folder("HF_HOME") ?? Path.Combine(Folder("XDG_CACHE_HOME") ?? Path.Combine(user, ".cache"), "huggingface");
        var endpoint = Said("HF_ENDPOINT") ?? "https://huggingface.co";
        if (!Uri.TryCreate(endpoint.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            throw new PipelineException($"HF_ENDPOINT is '{endpoint}', which is no address: write https:// and a host.");
        }
        var token = new Secret(Said("HF_TOKEN") ?? Said("HUGGING_FACE_HUB_TOKEN")
            ?? Text(Folder("HF_TOKEN_PATH") ?? Path.Combine(home, "token")));
        if (!token.IsClean)
            throw new PipelineException("HF_TOKEN holds characters that no token has. Copy it again from the hub's settings.");
        var seconds = Said("HF_HUB_DOWNLOAD_TIMEOUT");
        return new()
        {
            Endpoint = address,
            Token = token,
            Cache = Path.GetFullPath(Folder("HF_HUB_CACHE") ?? Folder("HUGGINGFACE_HUB_CACHE") ?? Path.Combine(home, "hub")),
            IsOffline = (Said("HF_HUB_OFFLINE") ?? Said("TRANSFORMERS_OFFLINE"))?.ToUpperInvariant()
                is "1" or "TRUE" or "YES" or "ON",
            Timeout = seconds is null ? TimeSpan.FromSeconds(30)
                : int.TryParse(seconds, out var number) && number is > 0 and <= MostSeconds ? TimeSpan.FromSeconds(number)
                : throw new PipelineException($"HF_HUB_DOWNLOAD_TIMEOUT is '{seconds}' and should be a number of seconds."),
        };
    }

    // A day: timers take no more than some weeks.
    private const int MostSeconds = 86_400;

    private static string? Text(string path) => File.Exists(path)
        ? Encoding.UTF8.GetString(InputFile.ReadAllBytes(path, 1 << 16, "Let HF_TOKEN_PATH name a file with a token."))
        : null;
}
