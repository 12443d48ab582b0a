using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Hub;

/// <summary>Says what went wrong with the hub, and what to do.</summary>
internal sealed class HubErrors(HubSettings settings, HubHttp http)
{
    private const int Suggested = 3;

    /// <summary>What is said where nothing may be asked and a folder lacks something.</summary>
    public static string Offline(string folder, string what) =>
        $"HF_HUB_OFFLINE is set, and {folder} does not have {what}. Run once without HF_HUB_OFFLINE, or copy the cache of a "
        + "machine that has it.";

    public async Task<PipelineException> Explain(
        Exception error, HubRepository repository, string revision, CancellationToken stop)
    {
        var page = new Uri(settings.Endpoint, repository.Page);
        if (error is InvalidDataException)
        {
            return new($"{page}: {error.Message}. A proxy or a mirror may have changed it: try without, or let HF_ENDPOINT name "
                + "the hub.", error);
        }
        if (error is not HubException answer || (answer.IsTransient && answer.Status != HttpStatusCode.TooManyRequests))
        {
            return new($"{settings.Endpoint} cannot be reached: {error.Message.TrimEnd('.')}. Check the network and the proxy "
                + "(HTTPS_PROXY), or HF_ENDPOINT; with a filled cache HF_HUB_OFFLINE=1 works without it.", error);
        }
        return new(await Text(answer, repository, revision, page, stop).ConfigureAwait(false), error);
    }

    private async Task<string> Text(
        HubException answer, HubRepository repository, string revision, Uri page, CancellationToken stop)
    {
        var token = settings.Token.IsSet ? "HF_TOKEN was sent" : "no HF_TOKEN was sent";
        switch (answer.Status, answer.Code)
        {
            case (HttpStatusCode.TooManyRequests, _):
                return $"{settings.Endpoint} asks for fewer requests. Run again later"
                    + (settings.Token.IsSet ? "." : ", or set HF_TOKEN, whose requests are counted apart.");
            case (_, "GatedRepo"):
                return $"{repository} is gated. Accept its conditions on {page}, then set HF_TOKEN to a token of the account "
                    + $"that did ({token}).";
            case (_, "RevisionNotFound"):
                var revisions = await Names($"{repository.Api}/refs", "name", stop).ConfigureAwait(false);
                return $"{repository} has no revision '{revision}'{Near(revision, revisions)}. See {page}/tree/main.";
            case (_, "EntryNotFound"):
                return $"{page} at {revision} does not have a file that it lists. Run again later, or let HF_ENDPOINT name the "
                    + "hub instead of a mirror.";
            case (HttpStatusCode.NotFound, _) or (HttpStatusCode.Unauthorized, "RepoNotFound" or null):
                var word = Uri.EscapeDataString(repository.Name.Split('/')[^1]);
                var others = await Names($"api/{repository.Kind}?search={word}&limit=20", "id", stop).ConfigureAwait(false);
                return $"There is no {page}{Near(repository.Name, others)}. Check the name; a private repository needs HF_TOKEN "
                    + $"({token}).";
            default:
                return $"{page} may not be read: {answer.Message}. Set HF_TOKEN to a token that may ({token}).";
        }
    }

    private static string Near(string name, IReadOnlyList<string> known) =>
        NearestName.Of(name, known, Suggested) is { Count: > 0 } near ? $"; did you mean {string.Join(" or ", near)}?" : "";

    /// <summary>The names in an answer, a list of objects or an object of such lists.</summary>
    private async Task<IReadOnlyList<string>> Names(string path, string key, CancellationToken stop)
    {
        try
        {
            var bytes = await http.Read(path, stop).ConfigureAwait(false);
            var answer = StrictJson.Parse<JsonNode>(bytes, path, JsonSerializerOptions.Default, "");
            var lists = answer is JsonObject kinds ? kinds.Select(kind => kind.Value) : [answer];
            return
            [
                .. lists.OfType<JsonArray>().SelectMany(list => list).OfType<JsonObject>()
                    .Select(one => one[key].Is<string>(out var name) ? name : "").Where(name => name.Length > 0),
            ];
        }
        // The list is only an extra; without it the error is still reported.
        catch (Exception failure) when (failure is HubException or PipelineException || HubHttp.IsTransient(failure))
        {
            return [];
        }
    }
}
