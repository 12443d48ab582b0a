namespace Octokit;

public interface ICheckRunsClient
{
    Task<CheckRun> Create(string owner, string name, NewCheckRun newCheckRun);

    Task<CheckRun> Update(string owner, string name, long checkRunId, CheckRunUpdate checkRunUpdate);

    Task<CheckRunsResponse> GetAllForReference(string owner, string name, string reference, CheckRunRequest checkRunRequest);
}

internal sealed class CheckRunsClient(Requests requests) : ICheckRunsClient
{
    public Task<CheckRun> Create(string owner, string name, NewCheckRun newCheckRun) =>
        requests.Post<CheckRun>($"repos/{owner}/{name}/check-runs", newCheckRun);

    public Task<CheckRun> Update(string owner, string name, long checkRunId, CheckRunUpdate checkRunUpdate) =>
        requests.Patch<CheckRun>($"repos/{owner}/{name}/check-runs/{checkRunId}", checkRunUpdate);

    public async Task<CheckRunsResponse> GetAllForReference(string owner, string name, string reference, CheckRunRequest checkRunRequest)
    {
        var query = checkRunRequest.CheckName is { } check ? $"?check_name={Uri.EscapeDataString(check)}" : "";
        var runs = new List<CheckRun>();
        var total = 0;
        await foreach (var page in requests.Pages($"repos/{owner}/{name}/commits/{Uri.EscapeDataString(reference)}/check-runs{query}", ApiOptions.None).ConfigureAwait(false))
        {
            var answer = Requests.Read<CheckRunsResponse>(page);
            total = Math.Max(total, answer.TotalCount);
            runs.AddRange(answer.CheckRuns);
        }
        return new CheckRunsResponse(total, runs);
    }
}
