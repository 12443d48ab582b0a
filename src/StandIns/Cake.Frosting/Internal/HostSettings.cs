using Cake.Core.Diagnostics;
using Cake.Core.IO;

namespace Cake.Frosting.Internal;

internal sealed record WorkingDirectory(DirectoryPath Path);

internal sealed record CakeSetting(string Key, string Value);

/// <summary>What the host itself takes from the command line.</summary>
internal sealed class HostSettings
{
    public List<string> Targets { get; } = [];
    public DirectoryPath WorkingDirectory { get; set; }
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;
    public HashSet<HostSwitch> Switches { get; } = [];

    /// <summary>Everything else, in order; a bare switch has no value.</summary>
    public List<(string Name, string Value)> Remaining { get; } = [];

    public bool Has(HostSwitch name) => Switches.Contains(name);
}

internal enum HostSwitch
{
    Description,
    Tree,
    DryRun,
    Exclusive,
    Version,
    Info,
    Help,
}

/// <summary>A command line that cannot be read.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
