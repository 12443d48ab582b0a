using Loopback;

namespace CompressionPipeline.GitHub.Tests;

/// <summary>
/// Lets several jobs call one at a time, in an order that a seed decides: every interleaving can be had, and had again.
/// </summary>
internal sealed class Turns
{
    private readonly Lock gate = new();
    private readonly Random order;
    private readonly List<TaskCompletionSource> waiting = [];
    private int playing;

    public Turns(LoopbackGitHub hub, int seed, int players)
    {
        (order, playing) = (new Random(seed), players);
        hub.Turn = _ => Wait();
    }

    /// <summary>A job. It counts as thinking until it calls or ends, and nobody is answered while anybody thinks.</summary>
    public async Task<T> Play<T>(Func<Task<T>> job)
    {
        try
        {
            return await Task.Run(job);
        }
        finally
        {
            lock (gate)
            {
                playing--;
                Next();
            }
        }
    }

    private Task Wait()
    {
        lock (gate)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add(turn);
            Next();
            return turn.Task;
        }
    }

    private void Next()
    {
        if (waiting.Count == 0 || waiting.Count < playing)
            return;
        var chosen = order.Next(waiting.Count);
        var turn = waiting[chosen];
        waiting.RemoveAt(chosen);
        turn.SetResult();
    }
}
