using System.Runtime.InteropServices;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Health;

/// <summary>The SDK, the packages, processors, memory and disk.</summary>
internal static class MachineCheck
{
    // The default job's artifacts and the outputs of build and tests fit in this with room to spare.
    private const double EnoughGigabytes = 4;
    private const double Gigabyte = 1L << 30;

    public static IEnumerable<Finding> Sdk(PipelineContext context) =>
        [Finding.Good(".NET SDK", $"{Command.Output("dotnet", "--version")?.Trim() ?? "?"}, " +
            $"runtime {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}")];

    public static IEnumerable<Finding> Packages(PipelineContext context) =>
        [Finding.Good("packages", $"for {context.Accelerator}: TorchSharp {VersionOf(typeof(TorchSharp.torch))}, " +
            $"Cake {VersionOf(typeof(global::Cake.Core.ICakeContext))}")];

    private static string VersionOf(Type type) => type.Assembly.GetName().Version!.ToString(3);

    public static IEnumerable<Finding> Threads(PipelineContext context) =>
        [Finding.Good("processors", $"{Environment.ProcessorCount} threads, " +
            $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gigabyte:0.0} GiB of memory")];

    public static IEnumerable<Finding> Disk(PipelineContext context)
    {
        var (artifacts, store) = (context.PathOf(Paths.Artifacts), PipelineSession.StoreFolder(context));
        yield return Disk(artifacts, $"{Paths.Artifacts}/", store);
        if (store != context.PathOf(Paths.Store))
            yield return Disk(store, store, store);
    }

    private static Finding Disk(string folder, string shown, string store)
    {
        try
        {
            OutputFolder.Make(folder);
            var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
            OutputFolder.Write(folder, () => File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose());
        }
        catch (PipelineException error)
        {
            return Finding.Broken("disk", error.Message, $"{EnvironmentVariables.Store} names another folder for the store");
        }
        var free = new DriveInfo(folder).AvailableFreeSpace / Gigabyte;
        var text = $"{free:0.0} GiB free for {shown}";
        return free >= EnoughGigabytes
            ? Finding.Good("disk", text)
            : Finding.Poor("disk", text,
                $"free {EnoughGigabytes - free:0.0} GiB, for example: rm -rf {store} (the next run makes it again)");
    }
}
