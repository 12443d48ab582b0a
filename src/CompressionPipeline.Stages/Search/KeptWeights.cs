using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// Checkpoints in a stage's scratch folder, for a run that resumes. Each is written atomically, and its folder's name ends with
/// the digest of its files.
/// </summary>
internal sealed class KeptWeights(StageContext context)
{
    /// <summary>Keeps a model's weights under a name and replaces earlier ones.</summary>
    public string Keep(string name, IModel model)
    {
        Remove(name);
        var staging = Path.Combine(context.ScratchFolder, "staging");
        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
        model.Save(staging);
        var folder = Path.Combine(context.ScratchFolder, $"{name}-{Digest.OfFolder(staging).Hex}");
        Directory.Move(staging, folder);
        return folder;
    }

    /// <summary>The folder of kept weights; null where there are none or they are damaged.</summary>
    public string? Find(string name)
    {
        if (Folders(name).FirstOrDefault() is not { } folder)
            return null;
        if (folder.EndsWith(Digest.OfFolder(folder).Hex, StringComparison.Ordinal))
            return folder;
        context.Progress.Warn($"{folder} is damaged: what it held is trained again.");
        Remove(name);
        return null;
    }

    /// <summary>Removes what is kept under a name.</summary>
    public void Remove(string name)
    {
        foreach (var folder in Folders(name))
            Directory.Delete(folder, recursive: true);
    }

    private string[] Folders(string name) => Directory.GetDirectories(context.ScratchFolder, name + "-*");
}
