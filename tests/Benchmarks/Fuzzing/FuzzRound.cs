using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using TestKit;

namespace Benchmarks.Fuzzing;

/// <summary>
/// One process of a campaign: changed files until its time is over. It ends early where the process cannot go on; the file that
/// did it stays in the folder.
/// </summary>
internal static partial class FuzzRound
{
    /// <summary>The exit code of a round in which a file took too long.</summary>
    public const int Hung = 70;

    /// <summary>The exit code of a round whose reader refuses what it should accept: the campaign would say nothing.</summary>
    public const int SeedRefused = 71;

    private const string Accepted = "accepted";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // A file may take twice its size, and what any small one does.
    private const long FreeBytes = 64L << 20;

    public static object Work(Arguments arguments)
    {
        var folder = arguments.Text("folder", ".");
        var random = new Random(arguments.Number("seed", 1));
        var reader = Readers.All[arguments.Text("reader", "")](folder);
        var mutator = new Mutator(random, reader.Words);
        var corpus = reader.Seeds.ToList();
        var (known, finds, tally) = (new HashSet<string>(), new HashSet<string>(), new FuzzTally());
        using var watch = new Timer(_ => EndIfHung(tally), null, Longest, TimeSpan.FromSeconds(1));
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(arguments.Number("seconds", 60)))
        {
            // The seeds themselves first.
            var input = tally.Files < reader.Seeds.Count
                ? corpus[(int)tally.Files]
                : mutator.Change(corpus[random.Next(corpus.Count)], corpus[random.Next(corpus.Count)]);
            var path = Path.Combine(folder, reader.File);
            File.WriteAllBytes(path, input);
            var outcome = Outcome(() => reader.Read(folder), input.Length, tally, out var find);
            if (tally.Files <= reader.Seeds.Count && outcome != Accepted)
            {
                Console.Error.WriteLine($"Seed {tally.Files} of {reader.File} is refused: {outcome}");
                Environment.Exit(SeedRefused);
            }
            if (find is not null && finds.Add(outcome))
                File.WriteAllText(Keep(path, input), find);
            // What is refused, or accepted, in a new way is worth more changes.
            if (known.Add(outcome) && tally.Files > reader.Seeds.Count && input.Length < 1 << 17)
                corpus.Add(input);
        }
        return new { files = tally.Files, accepted = tally.Accepted, outcomes = known.Count, slowest_ms = tally.SlowestMs,
            most_allocated_mb = tally.MostAllocated >> 20, finds = finds.Count };
    }

    private static string Outcome(Action read, long size, FuzzTally tally, out string? find)
    {
        var (before, resident, outcome) = (GC.GetTotalAllocatedBytes(), Environment.WorkingSet, "");
        find = null;
        tally.Begin();
        try
        {
            read();
            tally.Accepted++;
            outcome = Accepted;
        }
        catch (PipelineException error)
        {
            outcome = $"{error.GetType().Name}: {Varying().Replace(error.Message, "")}";
            if (!MalformedJson.IsPlain(error.Message))
                find = $"words of .NET in: {error}";
        }
        catch (Exception error)
        {
            find = error.ToString();
            var place = error.StackTrace?.Split('\n')
                .FirstOrDefault(line => line.Contains("CompressionPipeline", StringComparison.Ordinal));
            outcome = $"{error.GetType().Name} {place}";
        }
        tally.End(GC.GetTotalAllocatedBytes() - before);
        // Parquet.Net takes an array of whatever length a damaged file claims, and writes to as much of it as the file has.
        if (tally.LastAllocated > FreeBytes + (2 * size) && Environment.WorkingSet - resident > FreeBytes + (2 * size))
            find ??= $"{tally.LastAllocated:N0} bytes were allocated for a file of {size:N0}; {outcome}";
        return outcome;
    }

    // Beside the folder that is changed, under a name of its own; the text says what happened.
    private static string Keep(string path, byte[] input)
    {
        var kept = Path.Combine(Path.GetDirectoryName(path)!, "finds", Convert.ToHexStringLower(SHA256.HashData(input))[..12]);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        File.WriteAllBytes(kept, input);
        return kept + ".txt";
    }

    private static void EndIfHung(FuzzTally tally)
    {
        if (tally.Running > Longest)
            Environment.Exit(Hung);
    }

    [GeneratedRegex(@"'[^']*'|""[^""]*""|[0-9]+|[^\x20-\x7e]+")]
    private static partial Regex Varying();
}

/// <summary>What a round has seen so far.</summary>
internal sealed class FuzzTally
{
    // Time of the processor, which others that want it too do not stretch.
    private static long Now => Environment.CpuUsage.TotalTime.Ticks;

    private long began;

    public long Files { get; private set; }

    public long Accepted { get; set; }

    public double SlowestMs { get; private set; }

    public long MostAllocated { get; private set; }

    public long LastAllocated { get; private set; }

    /// <summary>How long the file at hand takes already; zero between two files.</summary>
    public TimeSpan Running => Volatile.Read(ref began) is > 0 and var start ? TimeSpan.FromTicks(Now - start) : TimeSpan.Zero;

    public void Begin() => Volatile.Write(ref began, Now);

    public void End(long allocated)
    {
        SlowestMs = Math.Max(SlowestMs, Math.Round(Running.TotalMilliseconds, 1));
        Volatile.Write(ref began, 0);
        (LastAllocated, MostAllocated) = (allocated, Math.Max(MostAllocated, allocated));
        Files++;
    }
}
