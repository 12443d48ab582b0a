using System.Diagnostics;

namespace Benchmarks.Study;

/// <summary>
/// A progress bar on the error stream: one line that is drawn anew on a terminal, a line every tenth elsewhere.
/// </summary>
internal sealed class Bar(int total)
{
    private const int Width = 30;

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private int done;

    public void Step(string detail)
    {
        done++;
        var filled = Width * done / total;
        var left = TimeSpan.FromSeconds(watch.Elapsed.TotalSeconds / done * (total - done));
        var line =
            $"[{new string('#', filled)}{new string('.', Width - filled)}] {done}/{total}, {left:h\\:mm\\:ss} left, {detail}";
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{line}\u001b[K{(done == total ? Environment.NewLine : "")}");
        else if (done == total || done * 10 / total != (done - 1) * 10 / total)
            Console.Error.WriteLine(line);
    }
}
