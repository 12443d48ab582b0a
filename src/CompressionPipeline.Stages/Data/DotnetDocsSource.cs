using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>The API reference in the running .NET SDK.</summary>
internal sealed class DotnetDocsSource : IDataSource
{
    public string Name => DotnetDocs.Name;

    public IReadOnlyCollection<string> Unused { get; } =
    [
        nameof(DataOptions.Paths), nameof(DataOptions.DataSet), nameof(DataOptions.Revision), nameof(DataOptions.Files),
        nameof(DataOptions.SplitBy), nameof(DataOptions.DocumentKey), nameof(DataOptions.SummaryKey),
        nameof(DataOptions.SecondKey), nameof(DataOptions.LabelKey), nameof(DataOptions.CsvDialect), nameof(DataOptions.OnEmpty),
        nameof(DataOptions.IdKey), nameof(DataOptions.Where),
    ];

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
