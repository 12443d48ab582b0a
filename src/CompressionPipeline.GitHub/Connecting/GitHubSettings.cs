using System.Text.RegularExpressions;
using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub.Connecting;

/// <summary>Which repository, where its API is, and how long to wait.</summary>
internal sealed partial record GitHubSettings(Secret Token, string Owner, string Name)
{
    public static Uri GitHubDotCom { get; } = new("https://api.github.com/");

    /// <summary>Where the API is: absolute, with a slash at its end.</summary>
    public Uri Api { get; init; } = GitHubDotCom;

    /// <summary>The longest that one call may take. Above 0.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The longest that bringing one asset up or down may take. Above 0.</summary>
    public TimeSpan TransferTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Reads the words of GitHub's own environment.</summary>
    /// <param name="api">As in <c>GITHUB_API_URL</c>; null is github.com. The bare address of a server is taken for that of a
    /// GitHub
    /// Enterprise Server, whose API is below <c>/api/v3</c>.</param>
    public static GitHubSettings Of(string? token, string? repository, string? api = null)
    {
        var secret = new Secret(token);
        if (!secret.IsSet)
            throw new PipelineException("There is no GitHub token: set GITHUB_TOKEN, in a workflow to ${{ github.token }}.");
        if (!secret.IsClean)
            throw new PipelineException(
                "The GitHub token has characters that no token has (a line end, a quote from a shell?): set GITHUB_TOKEN again.");
        if (OwnerAndName().Match(repository ?? "") is not { Success: true } match)
            throw new PipelineException($"'{repository}' is no repository: set GITHUB_REPOSITORY to owner/name.");
        return new(secret, match.Groups["owner"].Value, match.Groups["name"].Value) { Api = ApiOf(api) };
    }

    private static Uri ApiOf(string? api)
    {
        if (string.IsNullOrWhiteSpace(api))
            return GitHubDotCom;
        if (!Uri.TryCreate(api.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new PipelineException(
                "The API's address is not of the form https://host/path, without name, password or query: set GITHUB_API_URL.");
        }
        if (address.Host is "github.com" or "api.github.com")
            return GitHubDotCom;
        var bare = address.AbsolutePath == "/" && !address.Host.StartsWith("api.", StringComparison.Ordinal);
        return new Uri(address, bare ? "/api/v3/" : address.AbsolutePath.TrimEnd('/') + "/");
    }

    [GeneratedRegex(@"^(?<owner>[A-Za-z0-9](-?[A-Za-z0-9_])*)/(?!\.{1,2}$)(?<name>[A-Za-z0-9._-]{1,100})$")]
    private static partial Regex OwnerAndName();
}
