namespace Octokit;

public class IssueComment
{
    public long Id { get; private set; }

    public string NodeId { get; private set; }

    public string Url { get; private set; }

    public string HtmlUrl { get; private set; }

    public string Body { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? UpdatedAt { get; private set; }

    public User User { get; private set; }
}
