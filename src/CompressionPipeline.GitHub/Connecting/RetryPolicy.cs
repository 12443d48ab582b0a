using System.Globalization;
using Polly;
using Polly.Retry;

namespace CompressionPipeline.GitHub.Connecting;

// Retries transient errors: with exponential backoff, or after a rate limit when GitHub says that it ends. An error that outlasts
// the policy is thrown as it is.
internal static class RetryPolicy
{
    /// <summary>Attempts of one call, the first included.</summary>
    public const int MaxAttempts = 6;

    // The longest that all delays of one call may take together; a rate limit that lasts longer is reported instead.
    public static readonly TimeSpan MaxTotalDelay = TimeSpan.FromMinutes(10);

    private static readonly ResiliencePropertyKey<TimeSpan> Delayed = new("delayed");

    // A pipeline for calls that throw CallException. The context's operation key names the call in warnings.
    public static ResiliencePipeline Create(TimeProvider clock, Action<string> warn) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            DelayGenerator = args => ValueTask.FromResult(((CallException)args.Outcome.Exception!).Failure.RateLimit),
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is CallException { Failure: { IsTransient: true } failure }
                && TotalDelay(args.Context) + (failure.RateLimit ?? TimeSpan.Zero) <= MaxTotalDelay),
            OnRetry = args =>
            {
                args.Context.Properties.Set(Delayed, TotalDelay(args.Context) + args.RetryDelay);
                var text = ((CallException)args.Outcome.Exception!).Failure.Text;
                warn($"Could not {args.Context.OperationKey}: {text}. Trying again in {Text(args.RetryDelay)}.");
                return ValueTask.CompletedTask;
            },
        }).Build();

    public static TimeSpan TotalDelay(ResilienceContext context) => context.Properties.GetValue(Delayed, TimeSpan.Zero);

    public static string Text(TimeSpan delay) => delay < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(delay.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(delay.TotalMinutes):0} min");
}
