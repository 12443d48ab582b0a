using System.Text.Json.Serialization;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// The files that a killed run resumes from: <c>checkpoint.json</c> names the one state file that counts, with its digest.
/// </summary>
/// <remarks>
/// The state is written to a new file before the index names it, so that there is a complete checkpoint at every moment. Random
/// generators are not saved: each step seeds them from the run's seed and its own number.
/// </remarks>
internal sealed class TrainingCheckpoint(string folder, string fingerprint, IProgressSink sink)
{
    private const string IndexName = "checkpoint.json";

    // The file that the index on disk names is kept until a new index is written.
    private StateFile? named;
    private StateFile? best;

    private sealed record Index(string Fingerprint, string State, string Sha256, TrainingProgress Progress)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public StateFile? Best { get; init; }
    }

    private sealed record StateFile(string Name, string Sha256);

    /// <summary>Writes parameters, moments and progress.</summary>
    public void Save(AdamW optimizer, TrainingProgress progress)
    {
        Directory.CreateDirectory(folder);
        var state = Path.Combine(folder, $"state-{progress.Step}.safetensors");
        Safetensors.Write(state, [.. optimizer.State.Select(pair => TensorBytes.Of(pair.Name, pair.Tensor))]);
        var index = new Index(fingerprint, Path.GetFileName(state), Digest.OfFile(state).Hex, progress) { Best = best };
        AtomicFile.WriteText(Path.Combine(folder, IndexName), SealedJson.Text(index, OptionsJson.Settings));
        foreach (var old in Directory.GetFiles(folder, "state-*.safetensors").Where(file => file != state))
            File.Delete(old);
        named = best;
        DeleteOldBest();
    }

    /// <summary>Writes the parameters as the best ones so far; the next checkpoint names them.</summary>
    public void KeepBest(AdamW optimizer, long step)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"best-{step}.safetensors");
        Safetensors.Write(path, [.. optimizer.Parameters.Select(pair => TensorBytes.Of(pair.Name, pair.Parameter))]);
        best = new(Path.GetFileName(path), Digest.OfFile(path).Hex);
        DeleteOldBest();
    }

    /// <summary>Sets the parameters to the best ones.</summary>
    /// <exception cref="PipelineException">Their file is not what was written.</exception>
    public void RestoreBest(AdamW optimizer)
    {
        var path = Path.Combine(folder, best!.Name);
        if (!IsWhole(best))
            throw new PipelineException($"{path}, the weights to keep, is damaged or gone. Run again.");
        var tensors = Safetensors.Read(path);
        foreach (var (name, parameter) in optimizer.Parameters)
            TensorBytes.CopyInto(parameter, tensors[name]);
    }

    /// <summary>
    /// Restores parameters and moments from the last checkpoint; a fresh start where there is none that is whole and of this run.
    /// </summary>
    public TrainingProgress Resume(AdamW optimizer)
    {
        if (Read() is not { } index)
            return new TrainingProgress();
        var tensors = Safetensors.Read(Path.Combine(folder, index.State));
        using var ungraded = no_grad();
        foreach (var (name, tensor) in optimizer.State)
            TensorBytes.CopyInto(tensor, tensors[name]);
        best = named = index.Best;
        optimizer.Steps = index.Progress.Step;
        sink.Info($"Resuming from step {index.Progress.Step}.");
        return index.Progress;
    }

    private Index? Read()
    {
        var path = Path.Combine(folder, IndexName);
        if (!File.Exists(path))
            return null;
        try
        {
            var json = StrictJson.ReadObject(path, "Delete it.");
            // What it says of the progress decides how training goes on, as much as the weights do.
            if (!SealedJson.Open(json))
            {
                sink.Warn($"{path} is not as it was written: training starts from the beginning.");
                return null;
            }
            var index = StrictJson.To<Index>(json, path, OptionsJson.Settings, "Delete it.");
            StateFile[] files = [new(index.State, index.Sha256), .. index.Best is { } kept ? [kept] : Array.Empty<StateFile>()];
            if (index.Fingerprint != fingerprint)
                sink.Warn($"{path} belongs to a run with other data or options: training starts from the beginning.");
            else if (Array.Find(files, file => !IsWhole(file)) is { } damaged)
                sink.Warn($"{Path.Combine(folder, damaged.Name)} is damaged or gone: training starts from the beginning.");
            else
                return index;
        }
        catch (InvalidFileException error)
        {
            sink.Warn($"{path} cannot be read ({error.Problem}): training starts from the beginning.");
        }
        return null;
    }

    private bool IsWhole(StateFile file) =>
        Path.Combine(folder, file.Name) is var path && File.Exists(path) && Digest.OfFile(path).Hex == file.Sha256;

    private void DeleteOldBest()
    {
        foreach (var old in Directory.GetFiles(folder, "best-*.safetensors")
            .Where(file => Path.GetFileName(file) is var name && name != best?.Name && name != named?.Name))
        {
            File.Delete(old);
        }
    }
}
