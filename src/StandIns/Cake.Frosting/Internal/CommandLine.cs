using Cake.Core.Diagnostics;

namespace Cake.Frosting.Internal;

/// <summary>
/// The command line's grammar: <c>--name value</c>, <c>--name=value</c>, <c>-n value</c>, a bare switch; what the host does not
/// know is the build's own argument; a word that belongs to no switch is refused.
/// </summary>
internal static class CommandLine
{
    private static readonly Dictionary<string, HostSwitch> Switches = new(StringComparer.Ordinal)
    {
        ["--description"] = HostSwitch.Description,
        ["--descriptions"] = HostSwitch.Description,
        ["--showdescription"] = HostSwitch.Description,
        ["--showdescriptions"] = HostSwitch.Description,
        ["--tree"] = HostSwitch.Tree,
        ["--showtree"] = HostSwitch.Tree,
        ["--dryrun"] = HostSwitch.DryRun,
        ["--noop"] = HostSwitch.DryRun,
        ["--whatif"] = HostSwitch.DryRun,
        ["--exclusive"] = HostSwitch.Exclusive,
        ["-e"] = HostSwitch.Exclusive,
        ["--version"] = HostSwitch.Version,
        ["--ver"] = HostSwitch.Version,
        ["--info"] = HostSwitch.Info,
        ["--help"] = HostSwitch.Help,
        ["-h"] = HostSwitch.Help,
    };

    public static HostSettings Parse(IReadOnlyList<string> args)
    {
        var settings = new HostSettings();
        var hostReads = true;
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--" && hostReads)
            {
                hostReads = false;
                continue;
            }
            if (!IsSwitch(args[i]))
                throw new CommandLineException($"Unknown command '{args[i]}'.");

            var (name, value) = Split(args[i]);
            if (hostReads && value is null && Switches.TryGetValue(name, out var found))
            {
                settings.Switches.Add(found);
                continue;
            }
            if (value is null && i + 1 < args.Count && !IsSwitch(args[i + 1]) && args[i + 1] != "--")
                value = args[++i];
            if (!hostReads || !Take(settings, name, value))
                settings.Remaining.Add((name.TrimStart('-'), value));
        }
        if (settings.Targets.Count == 0)
            settings.Targets.Add("Default");
        return settings;
    }

    // A number may be negative; it is a value, never a switch.
    private static bool IsSwitch(string word) => word.Length > 1 && word[0] == '-' && word != "--" && !char.IsAsciiDigit(word[1]);

    private static (string Name, string Value) Split(string word)
    {
        var separator = word.AsSpan().IndexOfAny('=', ':');
        if (separator < 0)
            return (word, null);
        return separator + 1 < word.Length
            ? (word[..separator], word[(separator + 1)..])
            : throw new CommandLineException("Expected an option value.");
    }

    private static bool Take(HostSettings settings, string name, string value)
    {
        switch (name)
        {
            case "--target" or "--Target" or "-t":
                settings.Targets.Add(Required(name, value));
                return true;
            case "--working" or "-w":
                settings.WorkingDirectory = Required(name, value);
                return true;
            case "--verbosity" or "-v":
                settings.Verbosity = ParseVerbosity(Required(name, value));
                return true;
            default:
                return false;
        }
    }

    private static string Required(string name, string value) =>
        value ?? throw new CommandLineException($"Option '{name.TrimStart('-')}' is defined but no value has been provided.");

    private static Verbosity ParseVerbosity(string text) =>
        Enum.GetValues<Verbosity>().Cast<Verbosity?>().FirstOrDefault(level =>
            string.Equals(level.ToString(), text, StringComparison.OrdinalIgnoreCase)
            || string.Equals(level.ToString()[..1], text, StringComparison.OrdinalIgnoreCase))
        ?? throw new CommandLineException($"The value '{text}' is not a valid verbosity.");
}
