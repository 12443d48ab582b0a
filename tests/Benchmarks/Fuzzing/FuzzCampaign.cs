using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Benchmarks.Fuzzing;

/// <summary>
/// Changed files for a reader, for some minutes, in processes of a minute each with a limited heap: a stack overflow, a hang or a
/// file that takes all memory ends one process, and the campaign keeps the file and goes on.
/// </summary>
internal static class FuzzCampaign
{
    // For a file of at most a few megabytes; the runtime and the reader's tables have their share.
    private const string HeapLimit = "0x20000000";

    public static object Measure(Arguments arguments)
    {
        var (name, keep) = (
            arguments.Text("reader", ""), Path.GetFullPath(arguments.Text("finds", Path.Combine("artifacts", "fuzz"))));
        if (!Readers.All.ContainsKey(name))
            throw new ArgumentException($"--reader: one of {string.Join(", ", Readers.All.Keys)}.");
        var (minutes, seed) = (arguments.Real("minutes", 10), arguments.Number("seed", 1));
        var (clock, rounds, broken) = (Stopwatch.StartNew(), new List<JsonObject>(), 0);
        for (; clock.Elapsed < TimeSpan.FromMinutes(minutes); seed++)
        {
            var seconds = Math.Min(60, (int)(TimeSpan.FromMinutes(minutes) - clock.Elapsed).TotalSeconds + 1);
            var folder = Directory.CreateTempSubdirectory("fuzz-").FullName;
            var (code, output) = Run(name, seed, seconds, folder);
            if (code == FuzzRound.SeedRefused)
                throw new InvalidOperationException(output);
            if (code == 0)
                rounds.Add(JsonNode.Parse(output)!.AsObject());
            else
                broken += KeepWhole(folder, Path.Combine(keep, name, $"ended-{code}-seed-{seed}"), output);
            foreach (
                var find in Directory.Exists(
                    Path.Combine(folder, "finds")) ? Directory.GetFiles(Path.Combine(folder, "finds")) : [])
            {
                Directory.CreateDirectory(Path.Combine(keep, name));
                File.Copy(find, Path.Combine(keep, name, Path.GetFileName(find)), overwrite: true);
            }
            Directory.Delete(folder, recursive: true);
        }
        double Most(string key) => rounds.Select(round => round[key]!.GetValue<double>()).DefaultIfEmpty().Max();
        double Sum(string key) => rounds.Sum(round => round[key]!.GetValue<double>());
        return new
        {
            reader = name,
            minutes = Math.Round(clock.Elapsed.TotalMinutes, 1),
            files = Sum("files"),
            accepted = Sum("accepted"),
            outcomes = Most("outcomes"),
            slowest_ms = Most("slowest_ms"),
            most_allocated_mb = Most("most_allocated_mb"),
            finds = Sum("finds"),
            broken_rounds = broken,
            holds = Sum("finds") + broken == 0,
        };
    }

    private static (int Code, string Output) Run(string name, int seed, int seconds, string folder)
    {
        using var round = Process.Start(new ProcessStartInfo("dotnet",
            [
                typeof(FuzzCampaign).Assembly.Location, "fuzz-round", "--reader", name, "--seed", $"{seed}", "--seconds",
                $"{seconds}", "--folder", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = HeapLimit },
        })!;
        var (output, errors) = (round.StandardOutput.ReadToEndAsync(), round.StandardError.ReadToEndAsync());
        round.WaitForExit();
        return (round.ExitCode, round.ExitCode == 0 ? output.Result : errors.Result);
    }

    private static int KeepWhole(string folder, string kept, string output)
    {
        Directory.CreateDirectory(kept);
        foreach (var file in Directory.GetFiles(folder))
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)), overwrite: true);
        File.WriteAllText(Path.Combine(kept, "output.txt"), output);
        return 1;
    }
}
