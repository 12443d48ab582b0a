using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Connecting;
using Octokit;

namespace CompressionPipeline.GitHub.Releases;

// The release of a model: drafted, filled, verified, published. Running it again finds what was done: a draft of ours is repaired
// and published, a published release with the same files is left alone, one with others is never touched.
internal sealed class ModelRelease(GitHubRepository repository)
{
    private IReleasesClient Releases => repository.Api.Repository.Release;

    public async Task<ReleaseOutcome> Publish(ReleasePlan plan, CancellationToken stop)
    {
        var files = Measured(plan);
        var assets = new ReleaseAssets(repository, stop);
        var draft = await Draft(plan, stop).ConfigureAwait(false);
        if (!draft.Draft)
        {
            await Compare(draft, files, assets).ConfigureAwait(false);
            await DiscardDrafts(plan, draft.Id, stop).ConfigureAwait(false);
            return new(ReleaseChange.Unchanged, draft.Id, draft.HtmlUrl);
        }

        await assets.Fill(draft, files).ConfigureAwait(false);
        if (await assets.Differences(draft, files).ConfigureAwait(false) is { Count: > 0 } wrong)
            throw new PipelineException(
                $"The draft of the release {plan.Tag} is not what was uploaded, and was not published: "
                + $"{string.Join("; ", wrong)}. Run again: the draft is then repaired.");
        var published = await Edit(
            draft, Update(plan, draft: false), Tagging(plan, $"publish the release {plan.Tag}"), stop).ConfigureAwait(false);
        await DiscardDrafts(plan, published.Id, stop).ConfigureAwait(false);
        return new(ReleaseChange.Published, published.Id, published.HtmlUrl);
    }

    // Whether the release is there already: published, with exactly these files, by size and SHA-256. Nothing is changed.
    public async Task<bool> IsPublished(ReleasePlan plan, CancellationToken stop = default)
    {
        var files = Measured(plan);
        var published = (await Tagged(plan.Tag, stop).ConfigureAwait(false)).Find(release => !release.Draft);
        return published is not null
            && (await new ReleaseAssets(repository, stop).Differences(published, files).ConfigureAwait(false)).Count == 0;
    }

    private static List<MeasuredFile> Measured(ReleasePlan plan) => [.. plan.Checked().Assets.Select(MeasuredFile.Of)];

    /// <summary>The release with the plan's tag: published, or our one draft, made if need be.</summary>
    private async Task<Release> Draft(ReleasePlan plan, CancellationToken stop)
    {
        var tagged = await Tagged(plan.Tag, stop).ConfigureAwait(false);
        if (tagged.Count == 0)
        {
            var made = await repository.Calls.RunOnce(
                Tagging(plan, $"draft the release {plan.Tag}"),
                () => Releases.Create(repository.Owner, repository.Name, new NewRelease(plan.Tag)
                {
                    TargetCommitish = plan.Mark.Commit,
                    Name = plan.Name,
                    Body = plan.Body,
                    Draft = true,
                }),
                async () => (await Tagged(plan.Tag, stop).ConfigureAwait(false)).FirstOrDefault(),
                stop).ConfigureAwait(false);
            // Another job may have drafted it at the same time; a listing may lag.
            tagged = [.. (await Tagged(plan.Tag, stop).ConfigureAwait(false)).Append(made).DistinctBy(release => release.Id)
                .OrderBy(release => release.Id)];
        }
        if (tagged.Find(release => !release.Draft) is { } published)
            return published;
        if (tagged.Find(release => ReleaseMark.Of(release.Body)?.Model != plan.Mark.Model) is { } foreign)
            throw new PipelineException(
                $"There is a draft for the tag {plan.Tag} that we did not make ({foreign.HtmlUrl}), and it is left alone: delete "
                + "it or release under another version.");
        await DiscardDrafts(plan, tagged[0].Id, stop).ConfigureAwait(false);
        return tagged[0].Body == plan.Body && tagged[0].Name == plan.Name
            ? tagged[0]
            : await Edit(tagged[0], Update(plan, draft: true), Tagging(
                plan, $"edit the draft of the release {plan.Tag}"), stop).ConfigureAwait(false);
    }

    private static async Task Compare(Release published, List<MeasuredFile> files, ReleaseAssets assets)
    {
        if (await assets.Differences(published, files).ConfigureAwait(false) is { Count: > 0 } different)
        {
            throw new PipelineException(
                $"The release {published.TagName} is published with other content ({published.HtmlUrl}), and a published release "
                    + $"is never changed: {string.Join("; ", different)}. Release under another version.");
        }
    }

    /// <summary>Of several drafts of ours, as races leave them, only one stays.</summary>
    private async Task DiscardDrafts(ReleasePlan plan, long keep, CancellationToken stop)
    {
        foreach (var other in await Tagged(plan.Tag, stop).ConfigureAwait(false))
        {
            if (other.Id == keep || !other.Draft || ReleaseMark.Of(other.Body)?.Model != plan.Mark.Model)
                continue;
            await repository.Calls.RunOrNull(
                new Operation($"delete a second draft of the release {plan.Tag}", "contents: write"), async () =>
            {
                await Releases.Delete(repository.Owner, repository.Name, other.Id).ConfigureAwait(false);
                return other;
            }, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Releases with a tag, oldest first. Drafts are found in the list only, never by their tag.</summary>
    private async Task<List<Release>> Tagged(string tag, CancellationToken stop)
    {
        var all = await repository.Calls.Run(
            new Operation($"look for the release {tag}", "contents: write"),
            () => Releases.GetAll(repository.Owner, repository.Name, GitHubRepository.Pages), stop).ConfigureAwait(false);
        return [.. all.Where(release => release.TagName == tag).OrderBy(release => release.Id)];
    }

    private Task<Release> Edit(Release release, ReleaseUpdate update, Operation operation, CancellationToken stop) =>
        repository.Calls.Run(operation, () => Releases.Edit(repository.Owner, repository.Name, release.Id, update), stop);

    // A release makes its tag, and a tag may start workflows as they are at its commit: for commits with workflow files of their
    // own GitHub asks for workflows: write, which no job's token can have. A tag that is there already is not made.
    private static Operation Tagging(ReleasePlan plan, string purpose) => new(purpose, "contents: write")
    {
        ForbiddenHint =
            $"If it has that: where a commit is no branch's newest any more and changes workflow files, GitHub lets no job's "
            + $"token tag it. Tag it yourself, then run again: git push origin {plan.Mark.Commit}:refs/tags/{plan.Tag}",
    };

    private static ReleaseUpdate Update(ReleasePlan plan, bool draft) => new()
    {
        TagName = plan.Tag,
        TargetCommitish = plan.Mark.Commit,
        Name = plan.Name,
        Body = plan.Body,
        Draft = draft,
        Prerelease = false,
    };
}
