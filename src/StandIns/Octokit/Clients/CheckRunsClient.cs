namespace Octokit;

public interface ICheckRunsClient
{
    Task<CheckRun> Create(string owner, string name, NewCheckRun newCheckRun);

    Task<CheckRun> Update(string owner, string name, long checkRunId, CheckRunUpdate checkRunUpdate);

    Task<CheckRunsResponse> GetAllForReference(string owner, string name, string reference, CheckRunRequest checkRunRequest, ApiOptions options);

    Task<IReadOnlyList<CheckRunAnnotation>> GetAllAnnotations(string owner, string name, long checkRunId, ApiOptions options);
}

internal sealed class CheckRunsClient(Requests requests) : ICheckRunsClient
{
    public Task<CheckRun> Create(string owner, string name, NewCheckRun newCheckRun) =>
        requests.Post<CheckRun>($"repos/{owner}/{name}/check-runs", newCheckRun);

    public Task<CheckRun> Update(string owner, string name, long checkRunId, CheckRunUpdate checkRunUpdate) =>
        requests.Patch<CheckRun>($"repos/{owner}/{name}/check-runs/{checkRunId}", checkRunUpdate);

    public async Task<CheckRunsResponse> GetAllForReference(string owner, string name, string reference, CheckRunRequest checkRunRequest, ApiOptions options)
    {
        var runs = new List<CheckRun>();
        var total = 0;
        await foreach (var page in requests.Pages($"repos/{owner}/{name}/commits/{Uri.EscapeDataString(reference)}/check-runs{Query(checkRunRequest)}", options).ConfigureAwait(false))
        {
            if (requests.Read<CheckRunsResponse>(page) is not { } answer)
                continue;
            total = Math.Max(total, answer.TotalCount);
            runs.AddRange(answer.CheckRuns);
        }
        return new CheckRunsResponse(total, runs);
    }

    public Task<IReadOnlyList<CheckRunAnnotation>> GetAllAnnotations(string owner, string name, long checkRunId, ApiOptions options) =>
        requests.All<CheckRunAnnotation>($"repos/{owner}/{name}/check-runs/{checkRunId}/annotations", options);

    private static string Query(CheckRunRequest request)
    {
        var words = new List<string>();
        if (request.CheckName is { } check)
            words.Add($"check_name={Uri.EscapeDataString(check)}");
        if (request.Filter is { } filter)
            words.Add($"filter={filter.StringValue}");
        return words.Count == 0 ? "" : "?" + string.Join('&', words);
    }
}
