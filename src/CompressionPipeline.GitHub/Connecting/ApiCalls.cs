using System.Globalization;
using CompressionPipeline.Core;
using Octokit;
using Polly;

namespace CompressionPipeline.GitHub.Connecting;

// Makes calls under the RetryPolicy; what still fails is explained in a PipelineException.
internal sealed class ApiCalls(Secret token, IProgressSink progress, TimeProvider clock)
{
    private readonly ResiliencePipeline retries = RetryPolicy.Create(clock, message => progress.Warn(token.Hide(message)));

    /// <summary>For idempotent calls: to read, to set, to delete.</summary>
    public Task<T> Run<T>(Operation operation, Func<Task<T>> call, CancellationToken stop)
        where T : class => RunOnce(operation, call, () => Task.FromResult<T?>(null), stop);

    /// <summary>The same, and null where GitHub answers 404.</summary>
    public async Task<T?> RunOrNull<T>(Operation operation, Func<Task<T>> call, CancellationToken stop)
        where T : class
    {
        var found = await Run(operation, async () =>
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

    /// <summary>
    /// For calls that must not take effect twice. After a failure that leaves it open whether the call took effect, looks before
    /// it repeats the call.
    /// </summary>
    /// <param name="find">What <paramref name="call"/> would have returned, if it took effect; else null.</param>
    public async Task<T> RunOnce<T>(Operation operation, Func<Task<T>> call, Func<Task<T?>> find, CancellationToken stop)
        where T : class
    {
        var (attempts, ambiguous) = (0, false);
        var context = ResilienceContextPool.Shared.Get(operation.Purpose, stop);
        try
        {
            return await retries.ExecuteAsync(async _ =>
            {
                if (ambiguous && await find().ConfigureAwait(false) is { } done)
                    return done;
                try
                {
                    attempts++;
                    // Octokit reads {} as null.
                    return await call().WaitAsync(stop).ConfigureAwait(false) ?? throw new FormatException();
                }
                catch (Exception error) when (
                    !stop.IsCancellationRequested && CallFailure.From(error, attempts, clock.GetUtcNow()) is { } failure)
                {
                    ambiguous = failure.MayHaveHappened;
                    throw new CallException(failure, error);
                }
            }, context).ConfigureAwait(false);
        }
        catch (CallException error)
        {
            return error.Failure.MayHaveHappened && await find().ConfigureAwait(false) is { } done
                ? done
                : throw new PipelineException(
                    token.Hide(Explain(operation, error.Failure, attempts, RetryPolicy.TotalDelay(context))));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private string Explain(Operation operation, CallFailure failure, int attempts, TimeSpan delayed)
    {
        var tries = attempts == 1 ? "" : $" after {attempts} tries";
        var fix = failure.RateLimit is { } limit
            ? $"The limit ends at {(clock.GetUtcNow() + limit).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)} "
              + $"(in {RetryPolicy.Text(limit)}; the call waited {RetryPolicy.Text(delayed)}, and waits at most "
              + $"{RetryPolicy.Text(RetryPolicy.MaxTotalDelay)}): run again then, or let fewer jobs share this token."
            : Refusal.Fix(failure.Status, operation);
        return $"Could not {operation.Purpose}{tries}: {failure.Text}. {fix}";
    }
}

/// <summary>What a call does, so that its failure can be explained.</summary>
/// <param name="Purpose">For example <c>create the comment on pull request 7</c>.</param>
/// <param name="Permission">What the token needs for it, for example <c>pull-requests: write</c>.</param>
internal sealed record Operation(string Purpose, string Permission)
{
    /// <summary>Another reason why GitHub may forbid it, with its fix; null where there is none.</summary>
    public string? ForbiddenHint { get; init; }
}
