using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Loopback;

/// <summary>What workflow runs did: their jobs and their artifacts.</summary>
public sealed partial class LoopbackGitHub
{
    private const string ArtifactStorePath = "/store/artifacts";

    private readonly Artifacts artifacts;
    private readonly Jobs jobs;

    internal string ArtifactStore => Address + ArtifactStorePath;

    /// <summary>
    /// A run uploads an artifact. The run's commit came from a branch of <paramref name="from"/>, or null for a repository that
    /// is gone.
    /// </summary>
    public void Upload(
        long run, string name, byte[] zip, string? from =
            FullName, string? commit = null, bool expired = false, long? bytes = null)
    {
        lock (state)
            artifacts.Add(run, name, zip, from, commit, expired, bytes);
    }

    /// <summary>A job of a run is there: waiting (<c>queued</c>), <c>in_progress</c>, or how it ended.</summary>
    public void ShowJob(
        long run, int attempt, string name, string state) { lock (this.state) jobs.Show(run, attempt, name, state); }

    private Answer TakeRuns(Call call, HttpContext context) =>
        call.Path[^1] == "jobs" ? jobs.Take(call) : artifacts.Take(call, context.Request.Headers.Accept.ToString());

    private Answer FromArtifactStore(HttpContext context, string path) =>
        artifacts.Stored(
            long.Parse(path.Split('/')[^1], CultureInfo.InvariantCulture), context.Request.Headers.Authorization.Count > 0);
}
