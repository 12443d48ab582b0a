using System.Net;
using System.Text.RegularExpressions;

namespace Octokit;

public interface IResponse
{
    object Body { get; }

    IReadOnlyDictionary<string, string> Headers { get; }

    HttpStatusCode StatusCode { get; }

    string ContentType { get; }
}

internal sealed partial record Response(HttpStatusCode StatusCode, string Text, IReadOnlyDictionary<string, string> Headers, string ContentType) : IResponse
{
    public object Body => Text;

    /// <summary>The next page of a list, where there is one.</summary>
    public static Uri Next(IResponse response) =>
        response.Headers.TryGetValue("Link", out var links) && NextLink().Match(links) is { Success: true } next ? new Uri(next.Groups[1].Value) : null;

    [GeneratedRegex("<([^>]+)>;\\s*rel=\"next\"")]
    private static partial Regex NextLink();
}
