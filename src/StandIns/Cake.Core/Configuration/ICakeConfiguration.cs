namespace Cake.Core.Configuration;

public interface ICakeConfiguration
{
    string GetValue(string key);
}

internal sealed class CakeConfiguration : ICakeConfiguration
{
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string key, string value) => values[key] = value;

    public string GetValue(string key) => values.GetValueOrDefault(key);
}
