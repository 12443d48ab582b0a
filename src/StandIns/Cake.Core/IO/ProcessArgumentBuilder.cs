using System.Collections;

namespace Cake.Core.IO
{
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
}

namespace Cake.Core
{
    using Cake.Core.IO;

    public static class ProcessArgumentListExtensions
    {
        public static ProcessArgumentBuilder Append(this ProcessArgumentBuilder builder, string text) => builder.Add(new(text));

        public static ProcessArgumentBuilder AppendQuoted(this ProcessArgumentBuilder builder, string text) => builder.Add(new($"\"{text}\""));

        public static ProcessArgumentBuilder AppendSecret(this ProcessArgumentBuilder builder, string text) => builder.Add(new(text, secret: true));

        public static ProcessArgumentBuilder AppendSwitch(this ProcessArgumentBuilder builder, string @switch, string text) =>
            builder.Add(new($"{@switch} {text}"));

        public static ProcessArgumentBuilder AppendSwitchQuoted(this ProcessArgumentBuilder builder, string @switch, string text) =>
            builder.Add(new($"{@switch} \"{text}\""));

        private static ProcessArgumentBuilder Add(this ProcessArgumentBuilder builder, TextArgument argument)
        {
            builder.Append(argument);
            return builder;
        }
    }
}
