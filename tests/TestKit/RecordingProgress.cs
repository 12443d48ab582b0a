using CompressionPipeline.Core;

namespace TestKit;

/// <summary>Keeps what a stage told, in order.</summary>
public sealed class RecordingProgress : IProgressSink
{
    private readonly List<string> infos = [];
    private readonly List<string> warnings = [];
    private readonly List<StageProgress> steps = [];
    private readonly Lock gate = new();

    /// <summary>Every remark.</summary>
    public IReadOnlyList<string> Infos { get { lock (gate) return [.. infos]; } }

    /// <summary>Every warning.</summary>
    public IReadOnlyList<string> Warnings { get { lock (gate) return [.. warnings]; } }

    /// <summary>Every point of progress.</summary>
    public IReadOnlyList<StageProgress> Steps { get { lock (gate) return [.. steps]; } }

    /// <inheritdoc/>
    public void Info(string message) { lock (gate) infos.Add(message); }

    /// <inheritdoc/>
    public void Warn(string message) { lock (gate) warnings.Add(message); }

    /// <summary>Is told each point of progress too, so that a test can stop there.</summary>
    public Action<StageProgress>? OnStep { get; set; }

    /// <inheritdoc/>
    public void Step(StageProgress progress)
    {
        lock (gate)
            steps.Add(progress);
        OnStep?.Invoke(progress);
    }
}
