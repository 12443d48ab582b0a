namespace Report.Tests;

/// <summary>The system's Chromium: nothing is downloaded.</summary>
internal static class Chromium
{
    /// <summary>Names the program where it is not on the path.</summary>
    public const string EnvironmentVariable = "CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
        "chrome.exe", "msedge.exe"];

    /// <summary>Absolute path of the program.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what to install.</exception>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } own)
            return File.Exists(own) ? own : throw new InvalidOperationException(
                $"{EnvironmentVariable}={own} is no file: name the program, or unset it.");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"The report's tests need Chromium: sudo apt-get install -y chromium, or set {EnvironmentVariable} to a Chrome "
                    + $"or Edge that is there already.");
    }
}
