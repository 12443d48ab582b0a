using Cake.Core;
using Spectre.Console;

namespace CompressionPipeline.Cake.Tests;

/// <summary>The console of one host: what it writes is in two texts, as in two pipes, without colour.</summary>
internal sealed class HostConsole : IConsole
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter errors = new() { NewLine = "\n" };
    private readonly TextWriter outputs;
    private readonly TextWriter failures;

    public HostConsole()
    {
        // Stages write from threads of their own.
        (outputs, failures) = (TextWriter.Synchronized(output), TextWriter.Synchronized(errors));
        Drawings = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(outputs),
        });
        Drawings.Profile.Width = 1000;
    }

    /// <summary>Tables, trees and progress, in the same text as the lines.</summary>
    public IAnsiConsole Drawings { get; }

    public string Output => output.ToString();

    public string Errors => errors.ToString();

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string format, params object[] arg) => outputs.Write(format, arg);

    public void Write(string value) => outputs.Write(value);

    public void WriteLine(string format, params object[] arg) => outputs.WriteLine(format, arg);

    public void WriteLine(string value) => outputs.WriteLine(value);

    public void WriteError(string format, params object[] arg) => failures.Write(format, arg);

    public void WriteError(string value) => failures.Write(value);

    public void WriteErrorLine(string format, params object[] arg) => failures.WriteLine(format, arg);

    public void WriteErrorLine(string value) => failures.WriteLine(value);

    public void ResetColor() { }
}
