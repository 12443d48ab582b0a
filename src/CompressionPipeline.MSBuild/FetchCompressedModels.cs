using CompressionPipeline.Core;
using CompressionPipeline.MSBuild.Items;
using CompressionPipeline.MSBuild.Sources;
using CompressionPipeline.MSBuild.Storage;
using Microsoft.Build.Framework;

namespace CompressionPipeline.MSBuild;

/// <summary>Downloads the models that a project requests, verifies them, and writes them to its <c>obj</c> folder.</summary>
public sealed class FetchCompressedModels : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private const string ItemType = "CompressedModel";

    private readonly CancellationTokenSource cancellation = new();

    /// <summary>The <c>CompressedModel</c> items: name, <c>Version</c>, <c>Sha256</c>, <c>Variant</c>, <c>Source</c>.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Source of the items that name none.</summary>
    public string? Source { get; set; }

    /// <summary>Pattern of a release's tag.</summary>
    public string Tag { get; set; } = "{model}-{version}";

    /// <summary>Folder with the results of this repository's pipeline; needed for the source <c>store</c> only.</summary>
    public string? Store { get; set; }

    /// <summary>Folder of zips, shared by all builds of a user.</summary>
    [Required]
    public string Cache { get; set; } = "";

    /// <summary>Whether to use the cache only, and no network.</summary>
    public bool Offline { get; set; }

    /// <summary>Receives a folder per model.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary>Receives the relative path of every file, one per line; written last.</summary>
    [Required]
    public string ListFile { get; set; } = "";

    /// <summary>Address of GitHub's API where it is not github.com's.</summary>
    public string? GitHubApi { get; set; }

    /// <summary>Environment variable with the token of the source.</summary>
    public string? TokenVariable { get; set; }

    /// <summary>The project that is built.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var names = new List<string>();
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("User-Agent", "CompressionPipeline.MSBuild");
        foreach (var item in Models)
        {
            try
            {
                var model = ModelReference.Of(item, Source);
                if (names.Contains(model.Name))
                    throw new ModelError(Codes.Twice, $"{model.Name} is requested twice. Remove one of the items.");
                names.Add(model.Name);
                Download(model, client).GetAwaiter().GetResult();
            }
            catch (ModelError error)
            {
                LogError(item, error.Code, error.Message);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogError(item, Codes.Disk, $"{item.ItemSpec}: {error.Message} {WritableFix}");
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
        if (Log.HasLoggedErrors)
            return false;
        try
        {
            var files = new ModelFolders(OutputFolder).Files(names);
            AtomicFile.WriteText(ListFile, string.Concat(files.Select(name => name + "\n")));
            return true;
        }
        catch (PipelineException error)
        {
            LogError(Models[0], Codes.Disk, error.Message);
            return false;
        }
    }

    private string WritableFix =>
        $"Free some disk space, and let {OutputFolder} be writable, and {Cache}, or set CompressedModelCache to another folder.";

    /// <inheritdoc/>
    public void Cancel() => cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => cancellation.Dispose();

    private async Task Download(ModelReference model, HttpClient client)
    {
        Directory.CreateDirectory(OutputFolder);
        var path = Path.GetFullPath(Path.Combine(OutputFolder, ".lock"));
        using var mine = FileLock.Take(
            path, () => LogInfo($"{model.Label}: waits for another build of this project"), cancellation.Token);
        var folders = new ModelFolders(OutputFolder);
        if (model.Sha256 is not { } digest)
        {
            folders.Replace(model.Name, folder => new LocalStore(Store ?? "").Copy(model, folder));
            return;
        }
        var cache = new ModelCache(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ProjectFile)!, Cache)), LogInfo);
        var zip = await cache.Get(digest, model.Label, partial => Fetch(model, partial, client), cancellation.Token)
            .ConfigureAwait(false);
        folders.Replace(model.Name, folder => ModelFolders.Unpack(zip, folder, model.Label, cancellation.Token));
        LogInfo($"{model.Label}: {new FileInfo(zip).Length:N0} bytes, SHA-256 {digest}");
    }

    private Task Fetch(ModelReference model, string partial, HttpClient client)
    {
        if (Offline && ModelSources.IsRemote(model.Source))
            throw new ModelError(
                Codes.Offline,
                $"{model.Label} ({model.Sha256}) is not in {Cache}, and CompressedModelOffline is set: build "
                + "once without it, or copy the cache of another machine.");
        var settings = new SourceSettings(
            Tag, GitHubApi?.Trim() ?? "", TokenVariable?.Trim() ?? "", LogInfo, (code, text) => Warn(model, code, text));
        var source = ModelSources.Of(model, Path.GetDirectoryName(ProjectFile)!, client, settings);
        return Assets.Download(model, source, partial, LogInfo, cancellation.Token);
    }

    private void LogInfo(string text) => Log.LogMessage(MessageImportance.Normal, "{0}", text);

    private void LogError(ITaskItem item, string code, string text)
    {
        var place = ItemPosition.Of(item, ItemType, ProjectFile);
        Log.LogError(null, code, null, place.File, place.Line, place.Column, 0, 0, "{0}", text);
    }

    private void Warn(ModelReference model, string code, string text)
    {
        var place = ItemPosition.Of(Models.First(item => item.ItemSpec == model.Name), ItemType, ProjectFile);
        Log.LogWarning(null, code, null, place.File, place.Line, place.Column, 0, 0, "{0}", text);
    }
}
