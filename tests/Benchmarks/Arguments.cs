using System.Globalization;

namespace Benchmarks;

/// <summary>Options as <c>--name value</c>; what is not given has the default at its place of use.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public Arguments(string[] args)
    {
        for (var i = 0; i + 1 < args.Length; i += 2)
            values[args[i].TrimStart('-')] = args[i + 1];
    }

    public string Text(string name, string missing) => values.GetValueOrDefault(name, missing);

    /// <summary>The options as they were given, but those with the names of folders.</summary>
    public string Given(params IReadOnlyList<string> except) => string.Join(' ', values.Where(one => !except.Contains(one.Key))
        .Select(one => $"--{one.Key} {(one.Value.Contains(' ') ? $"\"{one.Value}\"" : one.Value)}"));

    public int Number(string name, int missing) =>
        values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : missing;

    public double Real(string name, double missing) =>
        values.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : missing;
}
