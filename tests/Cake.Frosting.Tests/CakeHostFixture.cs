using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Tests;

/// <summary>A host with chosen tasks; what they do is in the journal, what they say in the two texts.</summary>
public sealed partial class CakeHostFixture
{
    private readonly CakeHost host = new();

    public CakeHostFixture() => host.ConfigureServices(services => services.AddSingleton(Journal));

    public Journal Journal { get; } = new();

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public CakeHostFixture With<TTask>()
        where TTask : class, IFrostingTask
    {
        host.ConfigureServices(services => services.AddSingleton<IFrostingTask, TTask>());
        return this;
    }

    public CakeHostFixture Configure(Action<CakeHost> configure)
    {
        configure(host);
        return this;
    }

    /// <summary>Runs the host; its exit code as a shell sees it.</summary>
    public int Run(params string[] args)
    {
        var (output, errors) = (Console.Out, Console.Error);
        var (heard, heardErrors) = (new StringWriter(), new StringWriter());
        Console.SetOut(heard);
        Console.SetError(heardErrors);
        // Spectre's own console keeps the first writer that it meets, and breaks lines at 80 columns.
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(heard) });
        screen.Profile.Width = 200;
        host.ConfigureServices(services => services.AddSingleton(screen));
        try
        {
            return host.Run(args) & 0xff;
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
            (Output, Errors) = (Plain(heard), Plain(heardErrors));
        }
    }

    // Colour may be emitted even into a pipe.
    private static string Plain(StringWriter text) => Ansi().Replace(text.ToString(), "").Replace("\r\n", "\n");

    [GeneratedRegex("\e\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Ansi();
}

/// <summary>What happened, in order.</summary>
public sealed class Journal
{
    public List<string> Entries { get; } = [];

    public void Note(string entry) => Entries.Add(entry);
}

/// <summary>The console is one for the whole process: these tests take turns.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleCollection
{
    public const string Name = "console";
}
