using System.Net.Http.Headers;

namespace CompressionPipeline.MSBuild.Sources;

/// <summary>A release behind addresses made from a pattern.</summary>
internal sealed class HttpSource(
    HttpClient client, Func<string, string> address, AuthenticationHeaderValue? token, Action<string> log) : IModelSource
{
    public string Address(string asset) => address(asset);

    public Task Download(string asset, string path, CancellationToken cancellation) => new Transfer(client, log).Get(
        () => new(HttpMethod.Get, Address(asset)) { Headers = { Authorization = token } }, Address(asset), path, cancellation);
}
