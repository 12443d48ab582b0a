namespace CompressionPipeline.Inference;

/// <summary>Lets many threads use a thing at once and disposes it when it was given up and the last of them is done.</summary>
internal sealed class Lease(IDisposable thing, string owner)
{
    private readonly Lock gate = new();
    private int tenants;
    private bool ended;

    /// <summary>Enters; dispose what is returned to leave.</summary>
    /// <exception cref="ObjectDisposedException">It was given up.</exception>
    public IDisposable Enter()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(ended, owner);
            tenants++;
        }
        return new Stay(this);
    }

    /// <summary>Gives up: nobody enters any more. Waits for nobody.</summary>
    public void End()
    {
        lock (gate)
        {
            if (ended)
                return;
            ended = true;
            if (tenants > 0)
                return;
        }
        thing.Dispose();
    }

    private void Leave()
    {
        lock (gate)
        {
            if (--tenants > 0 || !ended)
                return;
        }
        thing.Dispose();
    }

    private sealed class Stay(Lease home) : IDisposable
    {
        private Lease? home = home;

        public void Dispose() => Interlocked.Exchange(ref home, null)?.Leave();
    }
}
