using System.Globalization;
using System.Runtime.CompilerServices;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Runs;

/// <summary>
/// A list of GitHub Actions, page by page, read into records of ours: with Octokit's own one artifact of 2 GiB, or one fork
/// that is gone, anywhere in a list is an exception in place of the whole list.
/// </summary>
/// <param name="path">The list, below <c>actions/</c>.</param>
internal sealed class ActionsList(GitHubRepository repository, Operation operation, string path)
{
    public string? Name { get; init; }

    public int MostPages { get; init; } = int.MaxValue;

    /// <summary>The entries in GitHub's order. The next page is asked for when it is needed.</summary>
    public async IAsyncEnumerable<TEntry> Read<TPage, TEntry>(
        Func<TPage, IReadOnlyList<TEntry>> entries, [EnumeratorCancellation] CancellationToken stop)
        where TPage : class
    {
        for (var number = 1; number <= MostPages; number++)
        {
            var page = entries(await Page<TPage>(number, stop).ConfigureAwait(false));
            foreach (var entry in page)
                yield return entry;
            if (page.Count < GitHubRepository.PageSize)
                yield break;
        }
    }

    private Task<TPage> Page<TPage>(int number, CancellationToken stop)
        where TPage : class
    {
        var address = new Uri($"repos/{repository.FullName}/actions/{path}", UriKind.Relative);
        var query = new Dictionary<string, string>
        {
            ["per_page"] = GitHubRepository.PageSize.ToString(CultureInfo.InvariantCulture),
            ["page"] = number.ToString(CultureInfo.InvariantCulture),
        };
        if (Name is not null)
            query["name"] = Name;
        return repository.Calls.Run(
            operation, async () => (await repository.Api.Connection.Get<TPage>(address, query).ConfigureAwait(false)).Body, stop);
    }
}
