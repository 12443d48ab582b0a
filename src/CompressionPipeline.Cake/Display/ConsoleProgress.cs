using CompressionPipeline.Core;
using Spectre.Console;

namespace CompressionPipeline.Cake.Display;

/// <summary>Shows the progress of stages: one live line on a terminal, a plain line every ten seconds in a log.</summary>
/// <param name="console">Where to write.</param>
/// <param name="time">The clock.</param>
public sealed class ConsoleProgress(IAnsiConsole console, TimeProvider time) : IProgressSink
{
    internal static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly bool live = console.Profile.Capabilities is { Interactive: true, Ansi: true };
    private Activity? activity;
    private long drawn;
    private bool onScreen;

    /// <inheritdoc/>
    public void Info(string message) => Say(message, Style.Plain);

    /// <inheritdoc/>
    public void Warn(string message) => Say("warning: " + message, new Style(Color.Yellow));

    /// <inheritdoc/>
    public void Step(StageProgress progress)
    {
        lock (gate)
        {
            if (activity?.Name != progress.Activity || activity.IsDone)
            {
                End();
                activity = new Activity(progress.Activity, progress.Done, time);
                drawn = time.GetTimestamp();
            }
            activity.Last = progress;
            if (time.GetElapsedTime(drawn) >= (live ? LiveInterval : LogInterval) || (activity.IsDone && IsWorthALine))
                Draw();
        }
    }

    /// <summary>Ends the live line, so that other text begins on a line of its own.</summary>
    public void Finish()
    {
        lock (gate)
        {
            End();
            activity = null;
        }
    }

    // A log leaves out what is over before its first line.
    private bool IsWorthALine => live || activity!.Elapsed >= LogInterval;

    private void Say(string message, Style style)
    {
        lock (gate)
        {
            Erase();
            console.Write(new Text(message + "\n", style));
        }
    }

    private void Draw()
    {
        drawn = time.GetTimestamp();
        Erase();
        var text = live ? activity!.ToLiveLine(console.Profile.Width) : activity!.ToPlainLine() + "\n";
        console.Write(new Text(text));
        onScreen = live;
    }

    private void Erase()
    {
        if (onScreen)
            console.Write(new ControlCode("\r\e[2K"));
        onScreen = false;
    }

    private void End()
    {
        if (onScreen)
            console.Write(new Text("\n"));
        onScreen = false;
    }
}
