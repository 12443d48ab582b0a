using System.Text.RegularExpressions;

namespace Cake.Core.Diagnostics;

/// <summary>Coloured text on stdout and stderr. Colour only where it can be seen: a terminal, or a CI log that renders it.</summary>
internal sealed partial class CakeConsole(ICakeEnvironment environment)
{
    public bool Ansi { get; } = SupportsAnsi(environment);

    public void WriteLine(string text = "", int? colour = null) => Console.Out.WriteLine(Paint(text, colour));

    public void WriteErrorLine(string text, int? colour = null) => Console.Error.WriteLine(Paint(text, colour));

    private string Paint(string text, int? colour) => Ansi && colour is { } code ? $"\e[{code}m{text}\e[0m" : text;

    private static bool SupportsAnsi(ICakeEnvironment environment)
    {
        bool Set(string variable) => !string.IsNullOrWhiteSpace(environment.GetEnvironmentVariable(variable));
        if (Set("NO_COLOR"))
            return false;
        if (Set("GITHUB_ACTIONS") || Set("TF_BUILD"))
            return true;
        return !Console.IsOutputRedirected && AnsiTerminal().IsMatch(environment.GetEnvironmentVariable("TERM") ?? "");
    }

    [GeneratedRegex("^(xterm|rxvt|eterm|screen|vt100|vt102|vt220|vt320)|tmux|ansi|cygwin|linux|konsole|bvterm")]
    private static partial Regex AnsiTerminal();
}
