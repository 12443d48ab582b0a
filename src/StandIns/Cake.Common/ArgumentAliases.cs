using System.ComponentModel;
using Cake.Core;

namespace Cake.Common;

public static class ArgumentAliases
{
    public static bool HasArgument(this ICakeContext context, string name) => context.Arguments.HasArgument(name);

    public static T Argument<T>(this ICakeContext context, string name) => context.Arguments.GetArguments(name).LastOrDefault() is { } value
        ? Convert<T>(value)
        : throw new CakeException($"Argument '{name}' was not set.");

    public static T Argument<T>(this ICakeContext context, string name, T defaultValue) =>
        context.Arguments.GetArguments(name).LastOrDefault() is { } value ? Convert<T>(value) : defaultValue;

    public static ICollection<T> Arguments<T>(this ICakeContext context, string name) => context.Arguments.HasArgument(name)
        ? [.. context.Arguments.GetArguments(name).Select(Convert<T>)]
        : throw new CakeException($"Argument '{name}' was not set.");

    public static ICollection<T> Arguments<T>(this ICakeContext context, string name, T defaultValue) =>
        context.Arguments<T>(name, [defaultValue]);

    public static ICollection<T> Arguments<T>(this ICakeContext context, string name, ICollection<T> defaultValues) =>
        context.Arguments.HasArgument(name) ? [.. context.Arguments.GetArguments(name).Select(Convert<T>)] : defaultValues;

    public static IDictionary<string, ICollection<string>> Arguments(this ICakeContext context) => context.Arguments.GetArguments();

    internal static T Convert<T>(string value) => (T)TypeDescriptor.GetConverter(typeof(T)).ConvertFromInvariantString(value);
}
