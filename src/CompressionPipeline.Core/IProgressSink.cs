namespace CompressionPipeline.Core;

/// <summary>Where a stage tells what it does; the host draws it.</summary>
public interface IProgressSink
{
    /// <summary>A remark that stays on the screen and in the log.</summary>
    void Info(string message);

    /// <summary>Something the user should look at; the run goes on.</summary>
    void Warn(string message);

    /// <summary>How far a long activity is. Called often; the sink decides how often to draw.</summary>
    void Step(StageProgress progress);
}

/// <summary>A point in a long activity.</summary>
/// <param name="Activity">What is going on, for example <c>training</c>.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Detail">Free text beside the bar: loss, tokens/s. The sink itself adds the time left.</param>
public readonly record struct StageProgress(string Activity, double Done, double Total, string Detail = "");

/// <summary>Says nothing: for tests and for library use.</summary>
public sealed class SilentProgress : IProgressSink
{
    /// <summary>The one instance.</summary>
    public static SilentProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Info(string message) { }

    /// <inheritdoc/>
    public void Warn(string message) { }

    /// <inheritdoc/>
    public void Step(StageProgress progress) { }
}
