using System.Diagnostics;

namespace Benchmarks.Reliability;

/// <summary>
/// One bit of any file of a store flips, as disks and memory do it; the file's times stay. Half of the flips meet a whole store,
/// half one whose training was killed. The next run must find it and make the thing again, or the file must be one that decides
/// nothing.
/// </summary>
internal static class FlippedBits
{
    public static object Measure(Arguments arguments)
    {
        var (recipe, flips, random) = (
            arguments.Text("recipe", "asymmetric"), arguments.Number("flips", 50), new Random(arguments.Number("seed", 1)));
        var clock = Stopwatch.StartNew();
        using var job = new SmallJob(recipe);
        var killed = job.Folder("killed");
        Kill(job, killed);
        var (found, irrelevant, wrong) = (new List<string>(), new List<string>(), new List<string>());
        for (var flip = 0; flip < flips; flip++)
        {
            var store = job.Folder($"store-{flip}");
            Copy(flip % 2 == 0 ? job.Undisturbed : killed, store);
            var file = Flip(store, random, flip % 2 == 1);
            using var run = job.Start(store);
            if (run.End() != 0)
                wrong.Add($"{file}: {run.Output}");
            var told = run.Output.Replace("\n", " ", StringComparison.Ordinal);
            var differences = job.Differences(store);
            wrong.AddRange(differences.Select(difference => $"{file}: {difference}"));
            string[] words = ["damaged", "cannot be read", "not as it was written"];
            if (words.Any(word => told.Contains(word, StringComparison.Ordinal)))
                found.Add(Kind(file));
            // What a plan remembers and what runs did: read by people, and to say why a stage runs.
            else if (Kind(file) is "history.jsonl" or ".runs")
                irrelevant.Add(Kind(file));
            else
                wrong.Add($"{file} was used, or not looked at, without a word");
            Directory.Delete(store, recursive: true);
        }
        return new
        {
            recipe,
            flips,
            found = found.CountBy(kind => kind).ToDictionary(),
            irrelevant = irrelevant.CountBy(kind => kind).ToDictionary(),
            wrong,
            minutes = Math.Round(clock.Elapsed.TotalMinutes, 1),
            holds = wrong.Count == 0,
        };
    }

    // In the first training, when it has saved its first steps.
    private static void Kill(SmallJob job, string store)
    {
        using var run = job.Start(store);
        var training = job.Stages.First(stage => stage.Id.EndsWith("/fine-tune", StringComparison.Ordinal));
        run.Reaches(training.Id + ": runs,");
        while (!Directory.EnumerateFiles(store, "checkpoint.json", SearchOption.AllDirectories).Any())
            Thread.Sleep(1);
        run.KillAfter(TimeSpan.Zero);
    }

    private static string Flip(string store, Random random, bool inScratch)
    {
        var files = new DirectoryInfo(store).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Length > 0 && (!inScratch || file.FullName.Contains(".scratch", StringComparison.Ordinal)))
            .OrderBy(file => file.FullName, StringComparer.Ordinal).ToList();
        var file = files[random.Next(files.Count)];
        var (bytes, written) = (File.ReadAllBytes(file.FullName), file.LastWriteTimeUtc);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(file.FullName, bytes);
        file.LastWriteTimeUtc = written;
        return Path.GetRelativePath(store, file.FullName).Replace('\\', '/');
    }

    private static string Kind(string file) =>
        file.StartsWith(".scratch", StringComparison.Ordinal) ? Path.GetFileName(file) : file.Split('/')[0];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
