using System.Net.Http.Headers;
using CompressionPipeline.Core;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Sources;

/// <summary>How sources are reached.</summary>
/// <param name="Tag">Pattern of the release's tag.</param>
/// <param name="GitHubApi">Address of GitHub's API; empty for github.com's own.</param>
/// <param name="TokenVariable">Environment variable with a token; empty for the usual ones, on GitHub alone.</param>
/// <param name="Log">Logs progress.</param>
/// <param name="Warn">Warns, with a code.</param>
internal sealed record SourceSettings(
    string Tag, string GitHubApi, string TokenVariable, Action<string> Log, Action<string, string> Warn)
{
    private static readonly string[] UsualVariables = ["GH_TOKEN", "GITHUB_TOKEN"];

    /// <summary>The token to send to a source; none over an open line, for others could read it.</summary>
    public AuthenticationHeaderValue? Token(Uri to, bool gitHub)
    {
        var names = TokenVariable.Length > 0 ? [TokenVariable] : gitHub ? UsualVariables : [];
        var (variable, token) = names.Select(name => (name, new Secret(Environment.GetEnvironmentVariable(name))))
            .FirstOrDefault(named => named.Item2.IsSet);
        if (token is null)
            return null;
        if (!token.IsClean)
            throw new ModelError(
                Codes.Download,
                $"The token in {variable} has characters that no token has (a line end, a quote from a shell?): set it again.");
        if (to.Scheme == Uri.UriSchemeHttps || to.IsLoopback)
            return new("Bearer", token.Reveal());
        Warn(Codes.TokenKept,
            $"{to.Host} is not asked over https: the token is not sent there. Let the source begin with https://.");
        return null;
    }
}
