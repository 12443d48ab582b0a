namespace Octokit;

/// <summary>The verbs of the API, typed.</summary>
internal sealed class Requests(Connection connection)
{
    public async Task<T> Get<T>(string address) => Read<T>(await Send(HttpMethod.Get, address, null).ConfigureAwait(false));

    public async Task<T> Post<T>(string address, object body) => Read<T>(await Send(HttpMethod.Post, address, body).ConfigureAwait(false));

    public async Task<T> Patch<T>(string address, object body) => Read<T>(await Send(HttpMethod.Patch, address, body).ConfigureAwait(false));

    public Task Delete(string address) => Send(HttpMethod.Delete, address, null);

    public async Task<T> Upload<T>(Uri address, HttpContent content, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Read<T>(await connection.Send(HttpMethod.Post, address, content, timeout, cancellationToken).ConfigureAwait(false));

    /// <summary>Every page, as the answers link them.</summary>
    public async Task<IReadOnlyList<T>> All<T>(string address, ApiOptions options)
    {
        var all = new List<T>();
        await foreach (var page in Pages(address, options).ConfigureAwait(false))
            all.AddRange(Read<List<T>>(page) ?? []);
        return all;
    }

    public async IAsyncEnumerable<IResponse> Pages(string address, ApiOptions options)
    {
        var query = new List<string>();
        if (options.PageSize is { } size)
            query.Add($"per_page={size}");
        if (options.StartPage is { } start)
            query.Add($"page={start}");
        var next = new Uri(query.Count == 0 ? address : address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', query), UriKind.Relative);
        for (var page = 0; next is not null && page < (options.PageCount ?? int.MaxValue); page++)
        {
            var response = await connection.Send(HttpMethod.Get, next, null, null, CancellationToken.None).ConfigureAwait(false);
            yield return response;
            next = Response.Next(response);
        }
    }

    // What is no JSON is nothing at all: the caller gets null, as from the package.
    public static T Read<T>(IResponse response) =>
        response.ContentType == "application/json" && response.Body is string text && text != "{}" ? Json.Read<T>(text) : default;

    private Task<IResponse> Send(HttpMethod method, string address, object body) => connection.Send(
        method, new Uri(address, UriKind.Relative), body is null ? null : Connection.JsonContent(body), null, CancellationToken.None);
}
