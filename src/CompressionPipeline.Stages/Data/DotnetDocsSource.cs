using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>The API reference in the running .NET SDK.</summary>
internal sealed class DotnetDocsSource : IDataSource
{
    public string Name => DotnetDocs.Name;

    public Digest Digest(DataOptions options) => DotnetDocs.Fingerprint();

    public IEnumerable<Example> Read(DataOptions options, IProgressSink progress, CancellationToken cancellation) =>
        options.Task switch
        {
            ModelTask.Summarization => DotnetDocs.Read(cancellation),
            ModelTask.Classification => DotnetDocs.ReadNamespaces(options.Classes, options.Limit, cancellation),
            _ => throw new PipelineException(
                $"The data source '{Name}' has no values. Name files with values in the data section, or say task: "
                + "classification."),
        };
}
