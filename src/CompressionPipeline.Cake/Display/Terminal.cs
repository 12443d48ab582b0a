using Spectre.Console;

namespace CompressionPipeline.Cake.Display;

/// <summary>The console: colour only where it can be seen, lines broken only where there is a screen.</summary>
internal static class Terminal
{
    private const int NoScreen = 1000;
    private const string NoColor = "NO_COLOR";

    // Cake colours its log in a pipe too, unless this says no (https://no-color.org); what the host starts inherits it.
    public static void SuppressColorInPipes()
    {
        if ((Console.IsOutputRedirected || Console.IsErrorRedirected)
            && Environment.GetEnvironmentVariable("GITHUB_ACTIONS") != "true")
            Environment.SetEnvironmentVariable(NoColor, "1");
    }

    public static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
            console.Profile.Width = NoScreen;
        return console;
    }
}
