using System.Globalization;
using System.Text.RegularExpressions;

namespace Cake.Core.Diagnostics;

/// <summary>Errors go to stderr, the rest to stdout; what is above the verbosity is not written.</summary>
internal sealed partial class CakeBuildLog(CakeConsole console) : ICakeLog
{
    private const int Red = 31, Yellow = 33, Grey = 90;
    private readonly Lock gate = new();

    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity > Verbosity)
            return;
        var text = Placeholder().Replace(format, match => Render(match, args));
        lock (gate)
        {
            if (level <= LogLevel.Error)
                console.WriteErrorLine(text, Red);
            else
                console.WriteLine(text, level switch { LogLevel.Warning => Yellow, LogLevel.Information => null, _ => Grey });
        }
    }

    // {0} and {0:format}; the package knows no {0,width}.
    private static string Render(Match match, object[] args)
    {
        if (match.Value is "{{" or "}}")
            return match.Value[..1];
        if (!int.TryParse(match.Groups["position"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            throw new FormatException("Input string was not in a correct format.");
        return args[position] is IFormattable value && match.Groups["format"].Success
            ? value.ToString(match.Groups["format"].Value, CultureInfo.InvariantCulture)
            : Convert.ToString(args[position], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\{\{|\}\}|\{(?<position>[^:}]*)(:(?<format>[^}]*))?\}")]
    private static partial Regex Placeholder();
}
