namespace Octokit;

public class PullRequestRequest
{
    public ItemStateFilter State { get; set; } = ItemStateFilter.Open;

    public string Head { get; set; }

    public string Base { get; set; }

    public PullRequestSort SortProperty { get; set; } = PullRequestSort.Created;

    public SortDirection SortDirection { get; set; } = SortDirection.Descending;
}

public enum ItemStateFilter
{
    Open = 0,
    Closed = 1,
    All = 2,
}

public enum PullRequestSort
{
    Created = 0,
    Updated = 1,
    Popularity = 2,
    LongRunning = 3,
}

public enum SortDirection
{
    Ascending = 0,
    Descending = 1,
}
