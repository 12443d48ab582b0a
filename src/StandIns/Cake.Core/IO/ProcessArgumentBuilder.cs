using System.Collections;

namespace Cake.Core.IO;

public interface IProcessArgument
{
    string Render();
    string RenderSafe();
}

public sealed class ProcessArgumentBuilder : IReadOnlyCollection<IProcessArgument>
{
    private readonly List<IProcessArgument> tokens = [];

    public int Count => tokens.Count;

    public void Clear() => tokens.Clear();

    public void Append(IProcessArgument argument) => tokens.Add(argument);

    public void Prepend(IProcessArgument argument) => tokens.Insert(0, argument);

    public string Render() => string.Join(" ", tokens.Select(token => token.Render()));

    public string RenderSafe() => string.Join(" ", tokens.Select(token => token.RenderSafe()));

    public IEnumerator<IProcessArgument> GetEnumerator() => tokens.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static ProcessArgumentBuilder FromString(string value)
    {
        var builder = new ProcessArgumentBuilder();
        builder.Append(value);
        return builder;
    }

    public static implicit operator ProcessArgumentBuilder(string value) => FromString(value);
}

internal sealed class TextArgument(string text, bool secret = false) : IProcessArgument
{
    public string Render() => text ?? "";
    public string RenderSafe() => secret ? "[REDACTED]" : Render();
}
