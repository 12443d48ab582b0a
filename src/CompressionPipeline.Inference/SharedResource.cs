namespace CompressionPipeline.Inference;

/// <summary>
/// A resource that several threads use at once: after <see cref="Release"/> it is disposed as soon as no thread uses it any more.
/// </summary>
/// <param name="resource">The resource.</param>
/// <param name="owner">The type that refuses calls after <see cref="Release"/>.</param>
internal sealed class SharedResource(IDisposable resource, string owner)
{
    private readonly Lock gate = new();
    private bool isReleased;

    // Until it is released, the owner is a user too.
    private int users = 1;

    /// <summary>Begins a use, which ends when the result is disposed.</summary>
    /// <exception cref="ObjectDisposedException"><see cref="Release"/> was called.</exception>
    public IDisposable Use()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isReleased, owner);
            users++;
        }
        return new Usage(this);
    }

    /// <summary>Allows no further use; does not wait for those that have begun.</summary>
    public void Release()
    {
        lock (gate)
        {
            if (isReleased)
                return;
            isReleased = true;
        }
        Leave();
    }

    private void Leave()
    {
        lock (gate)
        {
            if (--users > 0)
                return;
        }
        resource.Dispose();
    }

    private sealed class Usage(SharedResource shared) : IDisposable
    {
        private SharedResource? shared = shared;

        public void Dispose() => Interlocked.Exchange(ref shared, null)?.Leave();
    }
}
