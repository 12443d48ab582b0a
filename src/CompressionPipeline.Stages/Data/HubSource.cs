using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Data.Hub;

namespace CompressionPipeline.Stages.Data;

/// <summary>A data set of the Hugging Face hub: its Parquet, JSON lines or CSV files at one commit.</summary>
internal sealed class HubSource : IDataSource
{
    public string Name => "hub";

    public IReadOnlyCollection<string> Unused { get; } = [nameof(DataOptions.Paths), nameof(DataOptions.Classes)];

    public Digest Digest(DataOptions options)
    {
        using var client = new HubClient(HubSettings.FromEnvironment(), SilentProgress.Instance);
        return DigestOf(client.Resolve(Repository(options), options.Revision).GetAwaiter().GetResult(), options);
    }

    public IEnumerable<Example> Read(DataOptions options, IProgressSink progress, CancellationToken cancellation)
    {
        using var client = new HubClient(HubSettings.FromEnvironment(), progress);
        var files = options.Files.Count > 0 ? options.Files
            : client.DefaultFiles(Repository(options), options.Revision, cancellation).GetAwaiter().GetResult();
        var snapshot = client.Download(
            Repository(options), options.Revision,
            path => FileSource.For(path) is not null
                && (files.Count == 0 || files.Any(pattern => FilePattern.Matches(path, pattern))),
            cancellation).GetAwaiter().GetResult();
        if (options.SourceDigest is { } planned && DigestOf(snapshot.Commit, options).Hex != planned)
        {
            throw new PipelineException(
                $"{options.DataSet} has moved on to the commit {snapshot.Commit} since the plan was made. Run again.");
        }
        progress.Info($"{options.DataSet} at {snapshot.Commit}: {snapshot.Files.Count} files");
        return FileSource.Read(
            snapshot.Files.Select(path => Path.Combine(snapshot.Folder, path)),
            path => FileSource.For(path)!, options, progress, cancellation);
    }

    private static Digest DigestOf(string commit, DataOptions options) => Core.Digest.OfText(
        $"{options.DataSet}@{commit}{(options.Files.Count > 0 ? "" : ", files of its default part")}");

    private static HubRepository Repository(DataOptions options) => options.DataSet is { } name
        ? HubRepository.DataSet(name)
        : throw new PipelineException("The data source 'hub' needs a data set: name it as 'data-set' in the data section.");
}
