using Cake.Core;

namespace Cake.Common;

public static class EnvironmentAliases
{
    public static string EnvironmentVariable(this ICakeContext context, string variable) =>
        context.Environment.GetEnvironmentVariable(variable);

    public static T EnvironmentVariable<T>(this ICakeContext context, string variable, T defaultValue) =>
        context.Environment.GetEnvironmentVariable(variable) is { } value ? ArgumentAliases.Convert<T>(value) : defaultValue;

    public static bool HasEnvironmentVariable(this ICakeContext context, string variable) =>
        context.Environment.GetEnvironmentVariable(variable) is not null;

    public static bool IsRunningOnWindows(this ICakeContext context) => context.Environment.Platform.Family == PlatformFamily.Windows;

    public static bool IsRunningOnLinux(this ICakeContext context) => context.Environment.Platform.Family == PlatformFamily.Linux;
}
