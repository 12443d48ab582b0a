namespace Cake.Core;

public interface ICakeArguments
{
    bool HasArgument(string name);
    ICollection<string> GetArguments(string name);
    IDictionary<string, ICollection<string>> GetArguments();
}

internal sealed class CakeArguments(ILookup<string, string> arguments) : ICakeArguments
{
    private readonly Dictionary<string, ICollection<string>> values =
        arguments.ToDictionary(group => group.Key, group => (ICollection<string>)[.. group], StringComparer.OrdinalIgnoreCase);

    public bool HasArgument(string name) => values.ContainsKey(name);

    public ICollection<string> GetArguments(string name) => values.GetValueOrDefault(name) ?? [];

    public IDictionary<string, ICollection<string>> GetArguments() =>
        new Dictionary<string, ICollection<string>>(values, StringComparer.OrdinalIgnoreCase);
}
