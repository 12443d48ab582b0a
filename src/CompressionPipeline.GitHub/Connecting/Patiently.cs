using System.Globalization;
using CompressionPipeline.Core;
using Octokit;

namespace CompressionPipeline.GitHub.Connecting;

/// <summary>Makes calls and tries again where that helps; what does not help is explained in a <see cref="PipelineException"/>.</summary>
internal sealed class Patiently(Patience patience, Secret token, IProgressSink progress, TimeProvider clock)
{
    /// <summary>For calls that may safely happen twice: to read, to set, to delete.</summary>
    public Task<T> Ask<T>(Errand errand, Func<Task<T>> call, CancellationToken stop)
        where T : class => Once(errand, call, () => Task.FromResult<T?>(null), stop);

    /// <summary>The same, where the thing may be gone: null then.</summary>
    public async Task<T?> AskOrNull<T>(Errand errand, Func<Task<T>> call, CancellationToken stop)
        where T : class
    {
        var found = await Ask(errand, async () =>
        {
            try
            {
                return new T?[] { await call().ConfigureAwait(false) };
            }
            catch (NotFoundException)
            {
                return new T?[1];
            }
        }, stop).ConfigureAwait(false);
        return found[0];
    }

    /// <summary>For calls that must not happen twice. After a lost answer it looks whether the call has happened before it repeats it.</summary>
    /// <param name="errand">What for.</param>
    /// <param name="call">Does it.</param>
    /// <param name="look">What <paramref name="call"/> would have answered, if it has happened; else null.</param>
    /// <param name="stop">Ends waiting and trying.</param>
    public async Task<T> Once<T>(Errand errand, Func<Task<T>> call, Func<Task<T?>> look, CancellationToken stop)
        where T : class
    {
        var waited = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            stop.ThrowIfCancellationRequested();
            Trouble? trouble;
            try
            {
                // Octokit reads {} as nothing.
                return await call().WaitAsync(stop).ConfigureAwait(false) ?? throw new FormatException();
            }
            catch (Exception error) when (!stop.IsCancellationRequested && error is not PipelineException)
            {
                trouble = Trouble.Of(error, attempt, patience, clock.GetUtcNow());
                if (trouble is null)
                    throw;
            }

            var over = trouble.Wait is not { } next || attempt >= patience.Attempts || waited + next > patience.Limit;
            if (!over)
            {
                progress.Warn(token.Hide($"Could not {errand.Purpose}: {trouble.Text}. Trying again in {Seconds(trouble.Wait!.Value)}."));
                await Task.Delay(trouble.Wait.Value, clock, stop).ConfigureAwait(false);
                waited += trouble.Wait.Value;
            }
            if (trouble.MayHaveHappened && await look().ConfigureAwait(false) is { } happened)
                return happened;
            if (over)
                throw new PipelineException(token.Hide(Explain(errand, trouble, attempt, waited)));
        }
    }

    private string Explain(Errand errand, Trouble trouble, int attempts, TimeSpan waited)
    {
        var tries = attempts == 1 ? "" : $" after {attempts} tries";
        var fix = trouble.Wait is { } wait && !trouble.MayHaveHappened
            ? $"It lasts until {(clock.GetUtcNow() + wait).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)} "
              + $"({Seconds(wait)}; {Seconds(waited)} of at most {Seconds(patience.Limit)} were waited): run again then, or let fewer jobs share this token."
            : Refusal.Fix(trouble.Status, errand);
        return $"Could not {errand.Purpose}{tries}: {trouble.Text}. {fix}";
    }

    private static string Seconds(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} min");
}
