namespace CompressionPipeline.Inference;

/// <summary>Lets threads share a resource, which is disposed after <see cref="End"/> when the last user has left.</summary>
internal sealed class Lease(IDisposable resource, string owner)
{
    private readonly Lock gate = new();
    private int users;
    private bool ended;

    /// <summary>Begins a use, which ends when the result is disposed.</summary>
    /// <exception cref="ObjectDisposedException"><see cref="End"/> was called.</exception>
    public IDisposable Enter()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(ended, owner);
            users++;
        }
        return new Use(this);
    }

    /// <summary>Allows no further use; does not wait for those that have begun.</summary>
    public void End()
    {
        lock (gate)
        {
            if (ended)
                return;
            ended = true;
            if (users > 0)
                return;
        }
        resource.Dispose();
    }

    private void Leave()
    {
        lock (gate)
        {
            if (--users > 0 || !ended)
                return;
        }
        resource.Dispose();
    }

    private sealed class Use(Lease lease) : IDisposable
    {
        private Lease? lease = lease;

        public void Dispose() => Interlocked.Exchange(ref lease, null)?.Leave();
    }
}
