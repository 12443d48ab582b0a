using System.Globalization;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>A process that computes on the graphics card.</summary>
internal sealed record GpuProcess(int Id, string Name, long? Bytes)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Id} {Name}{(Bytes is { } bytes ? $" ({bytes >> 20} MiB)" : "")}");
}

/// <summary>Who computes on the graphics card. Read while this process itself does.</summary>
internal sealed class GpuProcesses(MachineReaders machine)
{
    /// <summary>Memory of this process on the card; null where the driver does not list it under its number.</summary>
    public long? OwnBytes() =>
        List().Where(process => process.Id == machine.ProcessId).Select(process => process.Bytes).FirstOrDefault();

    /// <summary>
    /// The processes that are certainly not this one. In a container the driver may list the host's numbers, or nothing: then
    /// one of the listed may be this process under another number, and it is left out - the one of our name, else one without a
    /// name, else the last.
    /// </summary>
    public IReadOnlyList<GpuProcess> Foreign()
    {
        var all = List();
        var own = all.FirstOrDefault(process => process.Id == machine.ProcessId)
            ?? all.FirstOrDefault(process => Path.GetFileName(process.Name) == machine.ProcessName)
            ?? all.FirstOrDefault(process => process.Name.StartsWith('['))
            ?? all.LastOrDefault();
        return [.. all.Where(process => process.Id != own?.Id)];
    }

    private List<GpuProcess> List() =>
    [
        .. (machine.NvidiaSmi(["--query-compute-apps=pid,process_name,used_memory", "--format=csv,noheader,nounits"]) ?? "")
            .Split('\n').Select(Parse).OfType<GpuProcess>(),
    ];

    // A name may hold commas; what stands before and behind it holds none.
    private static GpuProcess? Parse(string line)
    {
        var (first, last) = (line.IndexOf(','), line.LastIndexOf(','));
        return first < last && int.TryParse(line.AsSpan(0, first), NumberStyles.Integer, CultureInfo.InvariantCulture, out var id)
            ? new(id, line[(first + 1)..last].Trim(), GpuProbe.Bytes(line[(last + 1)..].Trim()))
            : null;
    }
}
