using System.Net;
using Octokit.Internal;

namespace Octokit;

/// <summary>The verbs of the API, typed.</summary>
internal sealed class Requests(Connection connection)
{
    public async Task<T> Get<T>(string address) => Read<T>(await Send(HttpMethod.Get, address).ConfigureAwait(false));

    public async Task<T> Post<T>(string address, object body) => Read<T>(await Send(HttpMethod.Post, address, body).ConfigureAwait(false));

    public async Task<T> Patch<T>(string address, object body) => Read<T>(await Send(HttpMethod.Patch, address, body).ConfigureAwait(false));

    public Task Delete(string address) => Send(HttpMethod.Delete, address);

    public async Task<T> Upload<T>(Request request, CancellationToken cancellationToken) => Read<T>(await connection.Send(request, cancellationToken).ConfigureAwait(false));

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
        var next = query.Count == 0 ? address : address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', query);
        for (var page = 0; next is not null && page < (options.PageCount ?? int.MaxValue); page++)
        {
            var response = await Page(next, address.Split('?')[0]).ConfigureAwait(false);
            yield return response;
            next = Response.Next(response);
        }
    }

    // What is no JSON is nothing at all: the caller gets null, as from the package.
    public T Read<T>(IResponse response) =>
        response.ContentType == "application/json" && response.Body is string text && text.Length > 0 && text != "{}" ? connection.Serializer.Deserialize<T>(text) : default;

    // A list that is not there is told in the package's words, and without the answer.
    private async Task<IResponse> Page(string address, string list)
    {
        try
        {
            return await Send(HttpMethod.Get, address).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            throw new NotFoundException($"{list} was not found.", HttpStatusCode.NotFound);
        }
    }

    private Task<IResponse> Send(HttpMethod method, string address, object body = null) =>
        connection.Send(new Request(method, new Uri(address, UriKind.RelativeOrAbsolute), body), CancellationToken.None);
}
