using System.Globalization;

namespace Cake.Core.Diagnostics;

/// <summary>Errors go to stderr, the rest to stdout; what is above the verbosity is not written.</summary>
internal sealed class CakeBuildLog(CakeConsole console) : ICakeLog
{
    private const int Red = 31, Yellow = 33, Grey = 90;
    private readonly Lock gate = new();

    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity > Verbosity)
            return;
        // A text without arguments is taken as it is, braces and all.
        var text = args is { Length: > 0 } ? string.Format(CultureInfo.InvariantCulture, format, args) : format;
        lock (gate)
        {
            if (level <= LogLevel.Error)
                console.WriteErrorLine(text, Red);
            else
                console.WriteLine(text, level switch { LogLevel.Warning => Yellow, LogLevel.Information => null, _ => Grey });
        }
    }
}
