namespace Octokit;

public enum AccountType
{
    User = 0,
    Organization = 1,
    Bot = 2,
    Mannequin = 3,
}

public abstract class Account
{
    public string HtmlUrl { get; protected set; }

    public long Id { get; protected set; }

    public string NodeId { get; protected set; }

    public string Login { get; protected set; }

    public AccountType? Type { get; protected set; }
}

public class User : Account
{
    public bool SiteAdmin { get; private set; }
}
