using Spectre.Console;

namespace CompressionPipeline.Build.Display;

/// <summary>The console as Spectre sees it; colour only where it can be seen.</summary>
internal static class Terminal
{
    public static IAnsiConsole Create() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsOutputRedirected && Environment.GetEnvironmentVariable("GITHUB_ACTIONS") != "true" ? AnsiSupport.No : AnsiSupport.Detect,
    });
}
