using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.Search;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Stages.Tests;

/// <summary>A temporary store with a small data set, for running stages as the engine runs them.</summary>
internal sealed class TinyRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TinyRun(int examples = 120)
    {
        Data = Artifact("data");
        DataSetWriter.Write(Data.Folder, Examples(examples), new()
        {
            Name = "jsonl",
            Prefix = "summarize: ",
            MaxSourceLength = 24,
            MaxTargetLength = 12,
        });
        File.Copy(RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model"), Data.File("spiece.model"));
    }

    public RecordingProgress Progress { get; } = new();

    /// <summary>What the store would say of artifacts; empty unless a test adds some.</summary>
    public Dictionary<ArtifactKey, RunRecord> Records { get; } = [];

    public Artifact Data { get; }

    /// <summary>Leaves no example in the other splits.</summary>
    public void KeepOnly(Split split)
    {
        var data = DataSetFolder.Open(Data.Folder);
        DataSetWriter.Write(Data.Folder, split == Split.Train ? [.. data.Train()] : data.Test().ToList(), data.Info);
    }

    public string Path(params string[] parts) => folder.File(parts);

    public string Folder(string name) => folder.Folder(name);

    /// <summary>An empty artifact folder.</summary>
    public Artifact Artifact(string stage)
    {
        var key = new ArtifactKey(stage, Digest.OfText(Guid.NewGuid().ToString()));
        return new(key, folder.Folder(stage, key.Digest.Hex));
    }

    /// <summary>A checkpoint of shape <c>tiny</c> with random weights.</summary>
    public Artifact Checkpoint(Func<T5Config, T5Config>? shape = null)
    {
        var artifact = Artifact("fine-tune");
        using var model = T5Model.Initialize((shape ?? (tiny => tiny))(T5Config.Shape("tiny")), seed: 1);
        T5Checkpoint.Save(model, artifact.Folder);
        File.Copy(Data.File("spiece.model"), artifact.File("spiece.model"));
        return artifact;
    }

    /// <summary>An export of a checkpoint of shape <c>tiny</c>.</summary>
    public Artifact Export(Func<T5Config, T5Config>? shape = null) => Export(Checkpoint(shape));

    /// <summary>The export of a checkpoint.</summary>
    public Artifact Export(Artifact checkpoint)
    {
        var artifact = Artifact("export");
        T5Graphs.Export(checkpoint.Folder, artifact.Folder);
        File.Copy(checkpoint.File("spiece.model"), artifact.File("spiece.model"));
        return artifact;
    }

    /// <summary>Runs a stage by name and gives what it wrote.</summary>
    public Artifact Run(string stage, object options, params (string Role, Artifact Artifact)[] inputs)
    {
        var output = Artifact(stage);
        StageCatalog.All()[stage].Run(Context(options, output, inputs));
        return output;
    }

    public Artifact Search(SearchOptions options, Artifact model) => Run("search", options, ("data", Data), ("model", model));

    public static SearchResult Found(Artifact search) => StageFiles.Read<SearchResult>(search.File(SearchResult.FileName));

    /// <summary>Runs <c>search</c> until a step, changes a file of what it has left, and runs it again.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="model">The model.</param>
    /// <param name="activity">The activity in which it is killed.</param>
    /// <param name="done">The step at which it is.</param>
    /// <param name="damaged">Name of the files to change; empty for none.</param>
    public Artifact SearchKilledAndResumed(SearchOptions options, Artifact model, string activity, int done, string damaged)
    {
        var output = Artifact("search");
        using var stop = new CancellationTokenSource();
        var context = Context(options, output, ("data", Data), ("model", model));
        Progress.OnStep = step =>
        {
            if (step.Activity == activity && step.Done == done)
                stop.Cancel();
        };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            StageCatalog.All()["search"].Run(context with { Cancellation = stop.Token }));
        Progress.OnStep = null;
        foreach (var file in Directory.GetFiles(context.ScratchFolder, damaged, SearchOption.AllDirectories))
            ChangeLastDigit(file);
        StageCatalog.All()["search"].Run(context);
        return output;
    }

    /// <summary>What the engine would give a stage; a run of the same output finds the same scratch folder.</summary>
    public StageContext Context(object options, Artifact output, params (string Role, Artifact Artifact)[] inputs) => new()
    {
        Options = OptionsJson.Write(options),
        Inputs = inputs.ToDictionary(input => input.Role, input => input.Artifact),
        Seed = 42,
        OutputFolder = output.Folder,
        ScratchFolder = folder.Folder("scratch", output.Key.Digest.Hex),
        Progress = Progress,
        Records = key => Records.GetValueOrDefault(key),
    };

    /// <summary>Damages a file, so that JSON stays JSON and a file of tensors one of tensors.</summary>
    public static void ChangeLastDigit(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var digit = Array.FindLastIndex(bytes, letter => char.IsAsciiDigit((char)letter));
        bytes[digit] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<Example> Examples(int count) => Enumerable.Range(0, count).Select(index => new Example(
        $"{index:x16}", $"property Item{index}. Returns: the item at place {index} of the list.", $"Gets item {index}."));
}
