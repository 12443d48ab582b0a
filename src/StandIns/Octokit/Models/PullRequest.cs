using System.Text.Json.Serialization;

namespace Octokit;

public class PullRequest
{
    public long Id { get; private set; }

    public string HtmlUrl { get; private set; }

    public int Number { get; private set; }

    public string Title { get; private set; }

    public GitReference Head { get; private set; }

    public GitReference Base { get; private set; }

    public DateTimeOffset? MergedAt { get; private set; }

    public bool Merged => MergedAt.HasValue;

    public string MergeCommitSha { get; private set; }
}

public class GitReference
{
    public string Label { get; protected set; }

    public string Ref { get; protected set; }

    public string Sha { get; protected set; }

    [JsonPropertyName("repo")]
    public Repository Repository { get; protected set; }
}

public class Repository
{
    public string HtmlUrl { get; private set; }

    public long Id { get; private set; }

    public string Name { get; private set; }

    public string FullName { get; private set; }

    public bool Fork { get; private set; }

    public string DefaultBranch { get; private set; }
}
