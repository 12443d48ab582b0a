using Cake.Core.IO;

namespace Cake.Core;

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
