using System.Reflection;
using Cake.Cli;

namespace Cake.Frosting.Internal;

/// <summary>What <c>--version</c> and <c>--info</c> say about the program.</summary>
internal sealed class EntryAssemblyVersion : IVersionResolver
{
    public string GetVersion() => Entry<AssemblyDescriptionAttribute>()?.Description ?? "Unknown";

    public string GetProductVersion() => Entry<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "Unknown";

    private static TAttribute? Entry<TAttribute>()
        where TAttribute : Attribute => Assembly.GetEntryAssembly()?.GetCustomAttribute<TAttribute>();
}
