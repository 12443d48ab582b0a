namespace Octokit;

public class PullRequestRequest
{
    public ItemStateFilter State { get; set; }

    public string Head { get; set; }
}

public enum ItemStateFilter
{
    Open = 0,
    Closed = 1,
    All = 2,
}
