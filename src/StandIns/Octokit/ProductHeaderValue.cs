namespace Octokit;

public class ProductHeaderValue
{
    private readonly System.Net.Http.Headers.ProductHeaderValue value;

    public ProductHeaderValue(string name)
        : this(name, null)
    {
    }

    public ProductHeaderValue(string name, string version) => value = new(name, version);

    public string Name => value.Name;

    public string Version => value.Version;

    public override string ToString() => value.ToString();
}
