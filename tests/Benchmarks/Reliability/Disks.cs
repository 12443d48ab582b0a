using System.Diagnostics;
using CompressionPipeline.Pipeline.Store;

namespace Benchmarks.Reliability;

/// <summary>Stores on file systems that fill up, or cannot be written. Mounts, so that it needs the rights of root.</summary>
internal static class Disks
{
    /// <summary>
    /// A small file system for the store, of another size each time: a clear error, whole artifacts only, and with more room it
    /// goes on.
    /// </summary>
    public static object Full(Arguments arguments)
    {
        var (recipe, runs, clock) = (arguments.Text("recipe", "asymmetric"), arguments.Number("runs", 20), Stopwatch.StartNew());
        using var job = new SmallJob(recipe);
        var bytes = new DirectoryInfo(job.Undisturbed).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        var (ended, fitted, wrong) = (new List<string>(), 0, new List<string>());
        for (var run = 0; run < runs; run++)
        {
            using var disk = new Mount(job.Folder("disk"), "tmpfs", $"size={Math.Max(1, bytes * (run + 1) / runs / 1024)}k");
            using (var first = job.Start(disk.Path))
            {
                if (first.End() == 0)
                    fitted++;
                else
                {
                    ended.Add(first.Stage?.Split('/')[^1] ?? "no stage");
                    wrong.AddRange(Unclear(first, "is full"));
                }
                wrong.AddRange(
                    Enumerable.Repeat($"run {run} left a damaged artifact", new ArtifactStore(disk.Path).Verify().Damaged));
            }
            disk.Remount("size=1g");
            using var second = job.Start(disk.Path);
            if (second.End() != 0)
                wrong.Add(second.Output);
            wrong.AddRange(job.Differences(disk.Path));
        }
        return new
        {
            recipe,
            runs,
            store_bytes = bytes,
            ended_in = ended.CountBy(stage => stage).ToDictionary(),
            fitted,
            wrong,
            minutes = Math.Round(clock.Elapsed.TotalMinutes, 1),
            holds = wrong.Count == 0,
        };
    }

    /// <summary>A store that can only be read: whole, without its last artifacts, and empty.</summary>
    public static object ReadOnly(Arguments arguments)
    {
        using var job = new SmallJob(arguments.Text("recipe", "asymmetric"));
        var (outcomes, wrong) = (new Dictionary<string, string>(), new List<string>());
        foreach (var (name, keeps) in new[] { ("whole", 3), ("without its gate", 2), ("without exports", 1), ("empty", 0) })
        {
            var store = job.Folder("store " + keeps);
            Directory.CreateDirectory(store);
            using (var some = keeps > 0 ? job.Start(store) : null)
                some?.End();
            foreach (var stage in keeps switch { 2 => ["gate"], 1 => ["gate", "export"], _ => Array.Empty<string>() })
                Directory.Delete(Path.Combine(store, stage), recursive: true);
            using var mount = new Mount(store, store, "bind");
            mount.Remount("bind,ro");
            using var run = job.Start(mount.Path);
            outcomes[name] = run.End() == 0 ? "passed" : "refused";
            if (outcomes[name] == "passed")
                wrong.Add(run.Output);
            else
                wrong.AddRange(Unclear(run, "can be read and written"));
        }
        return new { outcomes, wrong, holds = wrong.Count == 0 };
    }

    // An error of the user's, with a fix, and no stack trace.
    private static IEnumerable<string> Unclear(HostRun run, string words)
    {
        var told = string.Join(' ', run.Lines.Select(line => line.Trim()));
        return told.Contains(words, StringComparison.Ordinal) && !told.Contains("error of the program", StringComparison.Ordinal)
            && !told.Contains("   at CompressionPipeline", StringComparison.Ordinal) ? [] : [run.Output];
    }

    private sealed class Mount : IDisposable
    {
        public Mount(string path, string what, string options)
        {
            Path = path;
            Directory.CreateDirectory(path);
            Call("mount", options == "bind" ? ["--bind", what, path] : ["-t", what, "-o", options, what, path]);
        }

        public string Path { get; }

        public void Remount(string options) => Call("mount", ["-o", "remount," + options, Path]);

        public void Dispose() => Call("umount", [Path]);

        private static void Call(string program, IReadOnlyList<string> arguments)
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException(
                    $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}; it needs root.");
        }
    }
}
