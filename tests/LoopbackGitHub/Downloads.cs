using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Loopback;

/// <summary>
/// The files of releases: the pages that browsers take them from, and the store that pages and API alike send on to.
/// </summary>
internal sealed class Downloads(LoopbackGitHub hub, Releases releases)
{
    private const string Signature = "signed-for-five-minutes";

    /// <summary>Sends on to the store, whose address is its own proof of identity.</summary>
    public static Answer Elsewhere(LoopbackGitHub hub, int asset) =>
        new(302) { Headers = { ["Location"] = $"{hub.Store}/{asset}?sig={Signature}" } };

    /// <summary>The answer to a call that is none of the API's; null where it is one.</summary>
    public Answer? Take(HttpRequest request) => request.Path.Value!.Split('/') switch
    {
        ["", "store", var asset] when request.Host.Host == LoopbackGitHub.StoreHost =>
            Stored(request, int.Parse(asset, CultureInfo.InvariantCulture)),
        ["", "store", ..] => Answer.NotFound,
        ["", var owner, var name, "releases", "download", var tag, var file] when $"{owner}/{name}" == LoopbackGitHub.FullName =>
            Page(tag, file),
        _ => null,
    };

    // A page takes no token: a private repository has none for whom no browser session speaks.
    private Answer Page(string tag, string file) =>
        !hub.IsPrivate && releases.Find(tag, file) is > 0 and var asset ? Elsewhere(hub, asset) : Answer.NotFound;

    private Answer Stored(HttpRequest request, int asset)
    {
        if (request.Headers.Authorization.Count > 0)
            return Answer.Message(400, "Only one auth mechanism allowed");
        if (request.Query["sig"] != Signature)
            return Answer.Message(403, "Server failed to authenticate the request.");
        return releases.Has(asset)
            ? Part(releases.BytesOf(asset), request.GetTypedHeaders().Range?.Ranges.First().From ?? 0)
            : Answer.NotFound;
    }

    private static Answer Part(byte[] bytes, long from) =>
        from == 0 ? new(200) { Bytes = bytes }
        : from >= bytes.Length ? new(416) { Headers = { ["Content-Range"] = $"bytes */{bytes.Length}" } }
        : new(206) { Bytes = bytes[(int)from..],
            Headers = { ["Content-Range"] = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}" } };
}
