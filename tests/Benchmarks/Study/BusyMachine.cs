using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Study;

/// <summary>
/// A load beside a measurement: for each core, processes that work for a random while and are followed by a random rest, as
/// builds and other jobs do.
/// </summary>
internal sealed class BusyMachine : IDisposable
{
    private const double MeanBusySeconds = 0.8, MeanRestSeconds = 0.8;

    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> slots;

    public BusyMachine(int cores, int seed) =>
        slots = [.. Enumerable.Range(0, cores).Select(core => Task.Run(() => Slot(new Random(seed + core))))];

    /// <summary>The body of one such process: it strides through memory that no cache holds, and ends by itself.</summary>
    public static object Work(Arguments arguments)
    {
        var watch = Stopwatch.StartNew();
        var memory = new long[4 << 20];
        var (at, rounds) = (0, 0L);
        while (watch.ElapsedMilliseconds < arguments.Number("milliseconds", 1000))
        {
            for (var i = 0; i < 1 << 16; i++)
                memory[at = (at + 4099) & (memory.Length - 1)] += i;
            rounds++;
        }
        return new { rounds };
    }

    public void Dispose()
    {
        stop.Cancel();
        Task.WaitAll([.. slots]);
        stop.Dispose();
    }

    private async Task Slot(Random random)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Milliseconds(random, MeanRestSeconds), stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (stop.IsCancellationRequested)
                return;
            var milliseconds = Milliseconds(random, MeanBusySeconds).ToString(CultureInfo.InvariantCulture);
            var self = Environment.ProcessPath!;
            string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(BusyMachine).Assembly.Location] : [];
            using var process = Process.Start(
                new ProcessStartInfo(
                    self, [.. program, "busy", "--milliseconds", milliseconds]) { RedirectStandardOutput = true })!;
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static int Milliseconds(Random random, double mean) => (int)(-1000 * mean * Math.Log(1 - random.NextDouble()));
}
