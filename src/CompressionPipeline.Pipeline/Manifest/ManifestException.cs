using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>Every error of a manifest and its recipes at once, before any work; the message has one line per error.</summary>
public sealed class ManifestException : PipelineException
{
    internal ManifestException(string path, IReadOnlyList<ManifestError> errors)
        : base(string.Join('\n', [Headline(path, errors.Count), .. errors])) => Errors = errors;

    /// <summary>The errors: the manifest's first, then each recipe's, then the command line's, each by line and column.</summary>
    public IReadOnlyList<ManifestError> Errors { get; }

    private static string Headline(string path, int count) =>
        count == 1 ? $"{path} cannot be used: 1 error." : $"{path} cannot be used: {count} errors.";
}
