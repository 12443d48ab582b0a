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

    /// <summary>A header, whatever letters the server writes it in; null where there is none.</summary>
    public static string Header(IResponse response, string name) =>
        response.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The next page of a list, where there is one.</summary>
    public static string Next(IResponse response) =>
        Header(response, "Link") is { } links && NextLink().Match(links) is { Success: true } next ? next.Groups[1].Value : null;

    [GeneratedRegex("<([^>]+)>;\\s*rel=\"next\"")]
    private static partial Regex NextLink();
}
