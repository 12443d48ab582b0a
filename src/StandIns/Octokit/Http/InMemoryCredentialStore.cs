namespace Octokit.Internal;

public class InMemoryCredentialStore : ICredentialStore
{
    private readonly Credentials credentials;

    public InMemoryCredentialStore(Credentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        this.credentials = credentials;
    }

    public Task<Credentials> GetCredentials() => Task.FromResult(credentials);
}
