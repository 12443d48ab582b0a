using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Runs;

/// <summary>Brings one artifact down and unpacks it beside its place, then moves it there.</summary>
internal sealed class ArtifactDownload(GitHubRepository repository, RunArtifact artifact, long most)
{
    public async Task Unpack(string folder, CancellationToken stop)
    {
        if (artifact.Bytes > most)
            throw new PipelineException(
                $"The artifact {artifact.Name} of run {artifact.Run} has {artifact.Bytes:N0} bytes, and {most:N0} are the limit: "
                + "it is not what it should be, look at the run.");
        var (zip, draft) = (folder + ".zip.partial", folder + ".partial");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Discard(zip, draft);
            await Download(zip, stop).ConfigureAwait(false);
            // Also where it holds no file.
            Directory.CreateDirectory(draft);
            Extract(zip, draft, stop);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Directory.Move(draft, folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.NotWritten(folder, error);
        }
        finally
        {
            Discard(zip, draft);
        }
    }

    private Task<string> Download(string zip, CancellationToken stop)
    {
        var address = new Uri(repository.Settings.Api, $"repos/{repository.FullName}/actions/artifacts/{artifact.Id}/zip");
        var operation = new Operation($"download the artifact {artifact.Name} of run {artifact.Run}", "actions: read");
        return repository.Calls.Run(operation, async () =>
        {
            using var file = new FileStream(zip, FileMode.Create, FileAccess.Write);
            await repository.Downloads.Copy(address.AbsoluteUri, file, most, stop).ConfigureAwait(false);
            return zip;
        }, stop);
    }

    // The file itself is gone by the time that somebody reads the message.
    private void Extract(string zip, string draft, CancellationToken stop)
    {
        try
        {
            SafeZip.Extract(zip, draft, new ZipLimits { Bytes = most }, stop);
        }
        catch (PipelineException error)
        {
            throw new PipelineException(
                $"The artifact {artifact.Name} of run {artifact.Run} cannot be used: {error.Message}", error);
        }
    }

    private static void Discard(string zip, string draft)
    {
        File.Delete(zip);
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
    }
}
