using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;
using Octokit;

namespace CompressionPipeline.GitHub.Checks;

/// <summary>Writes a check run on a commit: finds it by its external id, or creates it, and never adds a note twice.</summary>
internal sealed class CheckReport(GitHubRepository repository)
{
    /// <summary>As many notes as GitHub accepts in one call.</summary>
    internal const int NotesPerCall = 50;

    private const int LongestSummary = 65_535;
    private const int LongestTitle = 255;

    private ICheckRunsClient Runs => repository.Api.Check.Run;

    public async Task<CheckRun> Put(Check check, CancellationToken stop)
    {
        var operation = new Operation($"report the check '{check.Name}'", "checks: write");
        var notes = check.Notes.Select(note => note.Sent()).ToList();
        var runs = await Find(check, operation, stop).ConfigureAwait(false);
        return runs.Count == 0
            ? await Begin(check, notes, operation, stop).ConfigureAwait(false)
            : await Complete(check, runs, await Missing(notes, runs[0], operation, stop).ConfigureAwait(false), operation, stop)
                .ConfigureAwait(false);
    }

    private async Task<CheckRun> Begin(Check check, List<CheckNote> notes, Operation operation, CancellationToken stop)
    {
        var first = notes.Take(NotesPerCall).ToList();
        var isWhole = first.Count == notes.Count;
        var created = await repository.Calls.RunOnce(
            operation,
            () => Runs.Create(
                repository.Owner, repository.Name, New(check, isWhole ? check.Result : CheckResult.InProgress, first)),
            async () => (await Find(check, operation, stop).ConfigureAwait(false)).FirstOrDefault(), stop).ConfigureAwait(false);
        return isWhole
            ? created
            : await Complete(check, [created], notes[first.Count..], operation, stop).ConfigureAwait(false);
    }

    private async Task<CheckRun> Complete(
        Check check, List<CheckRun> runs, List<CheckNote> missing, Operation operation, CancellationToken stop)
    {
        foreach (var batch in missing.Chunk(NotesPerCall))
            await Add(check, runs[0], batch, operation, stop).ConfigureAwait(false);
        // A race may have left several, and a check run cannot be deleted: all of them get the same conclusion.
        foreach (var run in runs)
            await repository.Calls.Run(
                operation,
                () => Runs.Update(repository.Owner, repository.Name, run.Id, Changed(check, check.Result, [])),
                stop).ConfigureAwait(false);
        return runs[0];
    }

    private async Task<List<CheckRun>> Find(Check check, Operation operation, CancellationToken stop)
    {
        var request = new CheckRunRequest { CheckName = check.Name, Filter = CheckRunCompletedAtFilter.All };
        var found = await repository.Calls.Run(
            operation, () => Runs.GetAllForReference(
                repository.Owner, repository.Name, check.Commit, request, GitHubRepository.Pages), stop).ConfigureAwait(false);
        return [.. found.CheckRuns.Where(run => run.ExternalId == check.ExternalId && run.Name == check.Name)
            .OrderBy(run => run.Id)];
    }

    /// <summary>Each update adds its notes to the existing ones: a lost response must not add them twice.</summary>
    private async Task Add(Check check, CheckRun run, CheckNote[] batch, Operation operation, CancellationToken stop)
    {
        var rest = batch.ToList();
        await repository.Calls.RunOnce(
            operation,
            () => Runs.Update(repository.Owner, repository.Name, run.Id, Changed(check, CheckResult.InProgress, rest)),
            async () =>
            {
                rest = await Missing(rest, run, operation, stop).ConfigureAwait(false);
                return rest.Count == 0 ? run : null;
            },
            stop).ConfigureAwait(false);
    }

    /// <summary>The wanted notes that the check run does not show yet; of equal notes, as many as are missing.</summary>
    private async Task<List<CheckNote>> Missing(
        IEnumerable<CheckNote> wanted, CheckRun run, Operation operation, CancellationToken stop)
    {
        var shown = await repository.Calls.Run(
            operation,
            () => Runs.GetAllAnnotations(repository.Owner, repository.Name, run.Id, GitHubRepository.Pages),
            stop).ConfigureAwait(false);
        var left = shown.Select(CheckNote.Of).CountBy(note => note).ToDictionary();
        return [.. wanted.Where(note => !(left.GetValueOrDefault(note) is > 0 and var count && (left[note] = count - 1) >= 0))];
    }

    private static NewCheckRun New(Check check, CheckResult result, IReadOnlyList<CheckNote> notes) =>
        new(check.Name, check.Commit)
    {
        ExternalId = check.ExternalId,
        DetailsUrl = check.DetailsUrl,
        Status = Status(result),
        Conclusion = Conclusion(result),
        Output = Output(check, notes),
    };

    private static CheckRunUpdate Changed(Check check, CheckResult result, IReadOnlyList<CheckNote> notes) => new()
    {
        DetailsUrl = check.DetailsUrl,
        Status = Status(result),
        Conclusion = Conclusion(result),
        Output = Output(check, notes),
    };

    private static NewCheckRunOutput Output(Check check, IReadOnlyList<CheckNote> notes) =>
        new(Shortened.To(check.Title, LongestTitle), Shortened.Block(check.Summary, LongestSummary))
        {
            Annotations = notes.Count == 0 ? null : [.. notes.Select(note => note.Annotation())],
        };

    private static CheckStatus Status(CheckResult result) =>
        result == CheckResult.InProgress ? CheckStatus.InProgress : CheckStatus.Completed;

    private static StringEnum<CheckConclusion>? Conclusion(CheckResult result) => result switch
    {
        CheckResult.InProgress => null,
        CheckResult.Success => CheckConclusion.Success,
        CheckResult.Neutral => CheckConclusion.Neutral,
        CheckResult.Cancelled => CheckConclusion.Cancelled,
        _ => CheckConclusion.Failure,
    };
}
