using Spectre.Console;

namespace CompressionPipeline.Build.Display;

/// <summary>The console as Spectre sees it: colour only where it can be seen, lines broken only where there is a screen.</summary>
internal static class Terminal
{
    private const int NoScreen = 1000;

    public static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected && Environment.GetEnvironmentVariable("GITHUB_ACTIONS") != "true" ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
            console.Profile.Width = NoScreen;
        return console;
    }
}
