using CompressionPipeline.Cake.Display;
using Spectre.Console;
using TestKit;

namespace CompressionPipeline.Cake.Tests;

public sealed class ConsoleProgressTests
{
    private readonly FixedTimeProvider time = new();
    private readonly StringWriter screen = new();

    [Fact]
    public void Should_Write_A_Plain_Line_Every_Ten_Seconds_Into_A_Log()
    {
        // Given
        var progress = Progress(terminal: false);

        // When
        for (var step = 0; step <= 25; step++)
        {
            progress.Step(new("training", step, 100, $"loss {step}"));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        // Then
        Assert.Equal("training 10 %, 0:10, 1:30 left: loss 10\ntraining 20 %, 0:20, 1:20 left: loss 20\n", screen.ToString());
    }

    [Fact]
    public void Should_Tell_The_End_Of_What_Took_Long()
    {
        // Given
        var progress = Progress(terminal: false);

        // When
        progress.Step(new("training", 0, 2));
        time.Advance(TimeSpan.FromSeconds(3700));
        progress.Step(new("training", 2, 2, "loss 1"));

        // Then
        Assert.Equal("training 100 %, in 1:01:40: loss 1\n", screen.ToString());
    }

    [Fact]
    public void Should_Not_Tell_What_Was_Over_At_Once()
    {
        // Given
        var progress = Progress(terminal: false);

        // When
        progress.Step(new("reading", 0, 1));
        progress.Step(new("reading", 1, 1));

        // Then
        Assert.Equal("", screen.ToString());
    }

    [Fact]
    public void Should_Reckon_The_Time_Left_From_Where_It_Resumed()
    {
        // Given
        var progress = Progress(terminal: false);

        // When
        progress.Step(new("training", 80, 100));
        time.Advance(TimeSpan.FromSeconds(10));
        progress.Step(new("training", 90, 100));

        // Then
        Assert.Equal("training 90 %, 0:10, 0:10 left\n", screen.ToString());
    }

    [Fact]
    public void Should_Draw_One_Live_Line_Over_Itself_On_A_Terminal()
    {
        // Given
        var progress = Progress(terminal: true);

        // When
        progress.Step(new("training", 0, 4));
        for (var step = 1; step <= 2; step++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            progress.Step(new("training", step, 4, "loss 2"));
        }
        progress.Info("half-way");
        progress.Finish();

        // Then
        Assert.Equal(
            "training █████░░░░░░░░░░░░░░░ 25 %  0:01, 0:03 left  loss 2"
            + "\r\e[2Ktraining ██████████░░░░░░░░░░ 50 %  0:02, 0:02 left  loss 2"
            + "\r\e[2Khalf-way\n",
            screen.ToString());
    }

    [Fact]
    public void Should_Cut_A_Live_Line_To_The_Terminal()
    {
        // Given
        var progress = Progress(terminal: true);

        // When
        progress.Step(new("training", 0, 4));
        time.Advance(TimeSpan.FromSeconds(1));
        progress.Step(new("training", 1, 4, new string('x', 200)));

        // Then
        Assert.Equal(99, screen.ToString().Length);
    }

    [Fact]
    public void Should_Keep_Brackets_And_Warn_In_Words()
    {
        // Given
        var progress = Progress(terminal: false);

        // When
        progress.Warn("[bold] is not markup here");

        // Then
        Assert.Equal("warning: [bold] is not markup here\n", screen.ToString());
    }

    private ConsoleProgress Progress(bool terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(screen),
        });
        console.Profile.Width = 100;
        return new(console, time);
    }
}
