using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>
/// A source of documents with their summaries, which the data section of a manifest names as its <c>source</c>.
/// </summary>
public interface IDataSource
{
    /// <summary>The name in manifests. Kebab case.</summary>
    string Name { get; }

    /// <summary>
    /// SHA-256 of everything that <see cref="Read"/> depends on beside the options, as far as it is cheap to find: the pairs are
    /// read again when it changes. For files that <see cref="DataOptions.Paths"/> names use
    /// <see cref="DataSourceDigest.OfFiles"/>.
    /// </summary>
    /// <param name="options">The data section.</param>
    /// <exception cref="PipelineException">The source cannot be reached; the message says what to do.</exception>
    Digest Digest(DataOptions options);

    /// <summary>
    /// Properties of <see cref="DataOptions"/> that <see cref="Read"/> does not look at: a manifest that sets one is refused. By
    /// default there are none.
    /// </summary>
    IReadOnlyCollection<string> Unused => [];

    /// <summary>Every pair, in the same order each time. The hash of its summary decides which split a pair belongs to.</summary>
    /// <param name="options">The data section.</param>
    /// <param name="progress">Receives what a person should know of what was read, or left out.</param>
    /// <param name="cancellation">Cancelled when the user stops the run.</param>
    /// <exception cref="PipelineException">The source cannot be read; the message says what to do.</exception>
    IEnumerable<Example> Read(DataOptions options, IProgressSink progress, CancellationToken cancellation);
}
