using System.Collections;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Binding;

/// <summary>Collects faults; one place and text is one fault, however often an alias or a default leads there.</summary>
internal sealed class Faults : IEnumerable<ManifestFault>
{
    private readonly List<ManifestFault> found = [];
    private readonly HashSet<ManifestFault> seen = [];

    public bool Any => found.Count > 0;

    public void Add(SourceLocation location, string key, string message)
    {
        var fault = new ManifestFault(location, key, message);
        if (seen.Add(fault))
            found.Add(fault);
    }

    public void AddRange(Faults other)
    {
        foreach (var fault in other)
            Add(fault.Location, fault.Key, fault.Message);
    }

    /// <summary>In the order a person mends them: file by file as they were read, the command line last, each from top to bottom.</summary>
    public IReadOnlyList<ManifestFault> Sorted(IList<string> files) =>
    [
        .. found.OrderBy(fault => files.IndexOf(fault.Location.File) is var rank and >= 0 ? rank : files.Count)
            .ThenBy(fault => fault.Location.Line)
            .ThenBy(fault => fault.Location.Column),
    ];

    public IEnumerator<ManifestFault> GetEnumerator() => found.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
