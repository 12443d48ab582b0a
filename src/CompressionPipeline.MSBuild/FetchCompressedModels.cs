using CompressionPipeline.Core;
using CompressionPipeline.MSBuild.Sources;
using Microsoft.Build.Framework;

namespace CompressionPipeline.MSBuild;

/// <summary>Brings the models that a project asks for below its <c>obj</c> folder, checked, and lists their files.</summary>
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

    /// <summary>Whether the network is not to be used.</summary>
    public bool Offline { get; set; }

    /// <summary>Gets a folder per model.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary>Gets the relative path of every file, a line each; written last.</summary>
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
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan, DefaultRequestHeaders = { { "User-Agent", "CompressionPipeline.MSBuild" } } };
        foreach (var item in Models)
        {
            try
            {
                var model = ModelReference.Of(item, Source);
                if (names.Contains(model.Name))
                    throw new ModelError(Codes.Twice, $"{model.Name} is asked for twice: both would lie in one folder. Remove one of the items.");
                names.Add(model.Name);
                Bring(model, client).GetAwaiter().GetResult();
            }
            catch (ModelError error)
            {
                Say(item, error.Code, error.Message);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Say(item, Codes.Disk, $"{item.ItemSpec}: {error.Message} Free some disk space, or let CompressedModelCache name a folder that can be written.");
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
        if (!Log.HasLoggedErrors)
            AtomicFile.WriteText(ListFile, string.Concat(new Drafts(OutputFolder).Files(names).Select(name => name + "\n")));
        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Cancel() => cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => cancellation.Dispose();

    private async Task Bring(ModelReference model, HttpClient client)
    {
        Directory.CreateDirectory(OutputFolder);
        using var mine = FileLock.Take(Path.GetFullPath(Path.Combine(OutputFolder, ".lock")), () => Tell($"{model.Words}: waits for another build of this project"), cancellation.Token);
        var drafts = new Drafts(OutputFolder);
        if (model.Sha256 is not { } digest)
        {
            drafts.Replace(model.Name, folder => new LocalStore(Store ?? "").Copy(model, folder));
            return;
        }
        var zip = await new ModelCache(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ProjectFile)!, Cache)), Tell).Get(digest, model.Words, partial => Fetch(model, partial, client), cancellation.Token).ConfigureAwait(false);
        drafts.Replace(model.Name, folder => Drafts.Unpack(zip, folder, model.Words, cancellation.Token));
        Tell($"{model.Words}: {new FileInfo(zip).Length:N0} bytes, SHA-256 {digest}");
    }

    private Task Fetch(ModelReference model, string partial, HttpClient client)
    {
        if (Offline && ModelSources.IsRemote(model.Source))
            throw new ModelError(Codes.Offline, $"{model.Words} ({model.Sha256}) is not in {Cache}, and CompressedModelOffline forbids the network: build once with it, or copy the cache of a machine that has.");
        var settings = new SourceSettings(Tag, GitHubApi?.Trim() ?? "", TokenVariable?.Trim() ?? "", Tell, (code, text) => Warn(model, code, text));
        var source = ModelSources.Of(model, Path.GetDirectoryName(ProjectFile)!, client, settings);
        return Assets.Bring(model, source, partial, Tell, cancellation.Token);
    }

    private void Tell(string text) => Log.LogMessage(MessageImportance.Normal, "{0}", text);

    private void Say(ITaskItem item, string code, string text)
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
