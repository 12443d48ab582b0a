namespace Octokit.Internal;

public interface IRequest
{
    object Body { get; set; }

    Dictionary<string, string> Headers { get; }

    HttpMethod Method { get; }

    Uri BaseAddress { get; }

    Uri Endpoint { get; }

    TimeSpan Timeout { get; }

    string ContentType { get; }
}

internal sealed class Request(HttpMethod method, Uri endpoint, object body = null) : IRequest
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(100);

    public object Body { get; set; } = body;

    public Dictionary<string, string> Headers { get; } = [];

    public HttpMethod Method { get; } = method;

    public Uri BaseAddress { get; set; }

    public Uri Endpoint { get; } = endpoint;

    public TimeSpan Timeout { get; init; } = Longest;

    // As the package sends JSON: GitHub takes it whatever the header calls it.
    public string ContentType { get; init; } = "application/x-www-form-urlencoded";
}
