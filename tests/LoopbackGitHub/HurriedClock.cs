namespace Loopback;

/// <summary>
/// A clock on which nobody waits: whoever asks to be woken is woken at once, and the time is then what was waited for.
/// </summary>
public sealed class HurriedClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> waits = [];
    private DateTimeOffset now = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every wait, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits { get { lock (gate) return [.. waits]; } }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() { lock (gate) return now; }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            waits.Add(dueTime);
            now += dueTime;
        }
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Fired();
    }

    private sealed class Fired : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
