using CompressionPipeline.GitHub.Connecting;
using Octokit;

namespace CompressionPipeline.GitHub.Releases;

// What a change is compared with: the released result of the merge base's content, and nothing else in its place.
internal sealed class Baseline(GitHubRepository repository)
{
    public const string ResultAsset = "result.json";

    private const long MostBytes = 64L << 20;

    private IReadOnlyList<Release>? all;

    /// <summary>Looks among the published releases, newest first, as they were when the first model was looked for.</summary>
    /// <param name="wanted">What is compared with: the entry's model, its content key at the merge base, and the merge base's
    /// commit.</param>
    public async Task<BaselineAnswer> Find(ReleaseMark wanted, string folder, CancellationToken stop)
    {
        // Many models are looked for in one list.
        all ??= await repository.Calls.Run(
            new Operation("look for an earlier release", "contents: read"),
            () => repository.Api.Repository.Release.GetAll(
                repository.Owner, repository.Name, GitHubRepository.Pages), stop).ConfigureAwait(false);
        var ofModel = all
            .Where(release => !release.Draft && IsOf(release, wanted.Model))
            .OrderByDescending(release => release.PublishedAt ?? release.CreatedAt).ThenByDescending(release => release.Id)
            .Select(release => (Release: release, Mark: ReleaseMark.Of(release.Body), Result: Result(release)))
            .Where(candidate => candidate.Result is not null)
            .ToList();

        var (found, kind) = (
            ofModel.FirstOrDefault(candidate => candidate.Mark?.ContentKey == wanted.ContentKey), BaselineKind.Found);
        if (found.Release is null)
            (found, kind) = (ofModel.FirstOrDefault(), BaselineKind.Older);
        if (found.Release is null)
            return new(BaselineKind.Missing, wanted);

        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, ResultAsset);
        return new(kind, wanted)
        {
            Tag = found.Release.TagName,
            Commit = found.Mark?.Commit,
            Path = await repository.Downloads.Save(found.Result!.Url, path, MostBytes, stop).ConfigureAwait(false),
        };
    }

    // A text that somebody edited may have lost its mark; the tag then still tells the model, <model>-<version>.
    private static bool IsOf(Release release, string model) => ReleaseMark.Of(release.Body) is { } mark
        ? mark.Model == model
        : release.TagName.StartsWith(model + "-", StringComparison.Ordinal)
          && release.TagName.AsSpan(model.Length + 1).TrimStart('v') is [>= '0' and <= '9', ..];

    private static ReleaseAsset? Result(Release release) =>
        release.Assets?.FirstOrDefault(
            asset => asset is { Name: ResultAsset, State: "uploaded", Size: > 0 and <= (int)MostBytes });
}
