namespace TorchSharp.Native;

/// <summary>Named components in the order in which they were registered.</summary>
internal sealed class Registry<T>
{
    private readonly List<(string Name, T Value)> _entries = [];

    internal IReadOnlyList<(string Name, T Value)> Entries => _entries.ToArray();

    internal bool Contains(string name) => Find(name) >= 0;

    internal T Get(string name) => Find(name) is var at && at >= 0 ? _entries[at].Value : default;

    internal void Set(string name, T value)
    {
        var at = Find(name);
        if (at < 0)
            _entries.Add((name, value));
        else
            _entries[at] = (name, value);
    }

    internal void Remove(string name) => _entries.RemoveAll(entry => entry.Name == name);

    internal void Clear() => _entries.Clear();

    private int Find(string name) => _entries.FindIndex(entry => entry.Name == name);
}
