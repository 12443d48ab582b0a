namespace Octokit;

public enum AuthenticationType
{
    Anonymous = 0,
    Basic = 1,
    Oauth = 2,
    Bearer = 3,
}

public class Credentials
{
    public static readonly Credentials Anonymous = new();

    public Credentials(string token)
        : this(token, AuthenticationType.Oauth)
    {
    }

    public Credentials(string token, AuthenticationType authenticationType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        if (authenticationType is not (AuthenticationType.Oauth or AuthenticationType.Bearer))
            throw new NotSupportedException("Credentials(string, AuthenticationType): only Oauth and Bearer.");
        Password = token;
        AuthenticationType = authenticationType;
    }

    private Credentials() => AuthenticationType = AuthenticationType.Anonymous;

    public string Login { get; }

    public string Password { get; }

    public AuthenticationType AuthenticationType { get; }
}

public interface ICredentialStore
{
    Task<Credentials> GetCredentials();
}
