using System.Threading.Channels;
using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Inference;

/// <summary>Turns a generation on another thread into pieces of text on this one.</summary>
internal sealed class TextStream(T5Tokenizer tokenizer)
{
    private readonly List<int> ids = [];
    private int told;

    /// <summary>Runs a generation; leaving the enumeration cancels it and waits for its end.</summary>
    /// <param name="generate">Tells each id as it is chosen and returns all of them at the end.</param>
    /// <param name="cancellation">Ends both.</param>
    public async IAsyncEnumerable<string> Run(
        Func<Action<int>, CancellationToken, int[]> generate,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var chosen = Channel.CreateUnbounded<int>(new() { SingleReader = true, SingleWriter = true });
        var generation = Task.Run(() =>
        {
            try
            {
                return generate(id => chosen.Writer.TryWrite(id), stop.Token);
            }
            finally
            {
                chosen.Writer.Complete();
            }
        }, CancellationToken.None);
        try
        {
            await foreach (var id in chosen.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                ids.Add(id);
                if (Next(ids, stable: true) is { Length: > 0 } piece)
                    yield return piece;
            }
            if (Next(await generation.ConfigureAwait(false), stable: false) is { Length: > 0 } rest)
                yield return rest;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)generation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What ids decode to begins with what their first ones decode to, but for bytes at the end (byte fallback): the first ones of
    // a character are U+FFFD each until the last one is there.
    private string Next(IReadOnlyList<int> upTo, bool stable)
    {
        var text = tokenizer.Decode(upTo);
        if (stable)
            text = text.TrimEnd('\uFFFD');
        var piece = text[told..];
        told = text.Length;
        return piece;
    }
}
