using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>Every fault of a manifest and its recipes at once, before any work; the message has one line per fault.</summary>
public sealed class ManifestException : PipelineException
{
    internal ManifestException(string path, IReadOnlyList<ManifestFault> faults)
        : base(string.Join('\n', [Headline(path, faults.Count), .. faults])) => Faults = faults;

    /// <summary>The faults: the manifest's first, then each recipe's, then the command line's, each by line and column.</summary>
    public IReadOnlyList<ManifestFault> Faults { get; }

    private static string Headline(string path, int count) =>
        count == 1 ? $"{path} cannot be used: 1 fault." : $"{path} cannot be used: {count} faults.";
}
