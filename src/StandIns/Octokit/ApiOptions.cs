namespace Octokit;

public class ApiOptions
{
    public static ApiOptions None => new();

    public int? StartPage { get; set; }

    public int? PageCount { get; set; }

    public int? PageSize { get; set; }
}
